// What a public test suite gave: how many cases passed, and the names of those that did not.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace fuwake::vectors {

struct Suite {
  std::string name;
  std::size_t passed = 0;
  std::size_t all = 0;
  std::vector<std::string> failed;  // each case in one line

  void count(bool pass, const std::string& description) {
    ++all;
    if (pass)
      ++passed;
    else
      failed.push_back(description);
  }
};

nlohmann::json read_json(const std::filesystem::path& file);

std::vector<Suite> run_url(const std::filesystem::path& vectors);       // url, toascii, idna
std::vector<Suite> run_html(const std::filesystem::path& vectors);      // html
std::vector<Suite> run_arh(const std::filesystem::path& vectors);       // arh
std::vector<Suite> run_received(const std::filesystem::path& vectors);  // received

}  // namespace fuwake::vectors
