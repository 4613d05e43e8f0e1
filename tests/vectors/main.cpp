// usage: vectors FOLDER EXPECTATIONS [--list]
// Runs the public test suites in FOLDER. EXPECTATIONS names the cases that do not pass, each with its
// reason ("suite<TAB>case<TAB>reason"). Fails where a case that is not named fails, or a named one
// passes.
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include "suite.h"

namespace fuwake::vectors {

namespace {

int surrogate_kind(std::string_view escape) {
  if (escape.size() < 6 || !escape.starts_with("\\u")) return 0;
  const int unit = std::stoi(std::string(escape.substr(2, 4)), nullptr, 16);
  return unit >= 0xd800 && unit <= 0xdbff ? 1 : unit >= 0xdc00 && unit <= 0xdfff ? 2 : 0;
}

// The suites are written for JavaScript: a lone surrogate in a string becomes U+FFFD where the
// string becomes a URL (USVString, Web IDL, section 2.13.18).
std::string replace_lone_surrogates(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    const int kind = surrogate_kind(text.substr(i, 6));
    if (kind == 1 && surrogate_kind(text.substr(std::min(i + 6, text.size()), 6)) == 2) {
      out += text.substr(i, 12);
      i += 11;
    } else if (kind != 0) {
      out += "\\ufffd";
      i += 5;
    } else {
      out += text.substr(i, 2);
      i += 1;
    }
  }
  return out;
}

}  // namespace

nlohmann::json read_json(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error(file.string() + ": cannot be read");
  return nlohmann::json::parse(replace_lone_surrogates(std::string(std::istreambuf_iterator<char>(stream), {})));
}

namespace {

// "suite<TAB>case" of every line that is no comment.
std::set<std::string> read_expectations(const char* file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error(std::string(file) + ": cannot be read");
  std::set<std::string> expected;
  std::string line;
  while (std::getline(stream, line)) {
    if (line.empty() || line.front() == '#') continue;
    expected.insert(line.substr(0, line.rfind('\t')));
  }
  return expected;
}

int run(int argc, char** argv) {
  const std::filesystem::path folder = argv[1];
  std::set<std::string> expected = read_expectations(argv[2]);
  const bool list = argc > 3;
  bool good = true;
  for (const auto& suites : {run_received(folder), run_arh(folder), run_url(folder), run_html(folder)}) {
    for (const Suite& suite : suites) {
      std::cout << suite.name << ' ' << suite.passed << '/' << suite.all << '\n';
      for (const std::string& name : suite.failed) {
        const bool known = expected.erase(suite.name + "\t" + name) > 0;
        if (list || !known) std::cout << "  " << suite.name << "\t" << name << '\n';
        good &= known;
      }
    }
  }
  for (const std::string& name : expected) std::cout << "  passes, but is listed: " << name << '\n';
  return good && expected.empty() ? 0 : 1;
}

}  // namespace
}  // namespace fuwake::vectors

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: vectors FOLDER EXPECTATIONS [--list]\n";
    return 2;
  }
  try {
    return fuwake::vectors::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
