// usage: fuzz_TARGET SECONDS SEED-FILE...
// Feeds a target with the seeds and with mutations of them, for so many seconds. The sequence is the
// same in every run; the sanitizers do the finding. With clang, -fsanitize=fuzzer replaces this file.
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

// Pieces on which parsers of mail turn.
const std::vector<std::string> dictionary = {
    "\n\n",   "\r",       "\r\n ",  "--b\n",    "--b--\n",  "=?utf-8?b?", "?=",      "Content-Type: ",
    "multipart/mixed; boundary=b", "message/rfc822", "charset=iso-2022-jp", "\x1b$B", "<a href=",
    "<!--",   "-->",      "<script>", "</script", "&#x",    "&amp",       "https://", "xn--",
    "[::",    "0x7f.1",   "%00",    "%2e%2e",   "\\\\",     "@",          "{\"jsonrpc\":\"2.0\"",
    "Received: from ", "(((", "\"",  "\xff\xfe", std::string(1, '\0'), "base64", "quoted-printable"};

std::string mutate(std::string input, std::mt19937& random, const std::vector<std::string>& seeds) {
  const auto pick = [&random](std::size_t below) {
    return below == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
  };
  const std::size_t steps = 1 + pick(8);
  for (std::size_t i = 0; i < steps; ++i) {
    const std::size_t at = pick(input.size() + 1);
    switch (pick(6)) {
      case 0: input.insert(at, dictionary[pick(dictionary.size())]); break;
      case 1: input.erase(at, pick(64)); break;
      case 2:
        if (!input.empty()) input[pick(input.size())] = static_cast<char>(pick(256));
        break;
      case 3: {
        const std::string piece = input.substr(at, pick(200));
        for (std::size_t n = pick(20); n > 0 && input.size() < 200000; --n) input.insert(at, piece);
        break;
      }
      case 4: {
        const std::string& other = seeds[pick(seeds.size())];
        input = input.substr(0, at) + other.substr(pick(other.size() + 1));
        break;
      }
      default: input.resize(at);
    }
  }
  return input;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: " << argv[0] << " SECONDS SEED-FILE...\n";
    return 2;
  }
  std::vector<std::string> seeds;
  for (int i = 2; i < argc; ++i) {
    std::ifstream stream(argv[i], std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  const auto run = [](const std::string& input) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  };
  for (const std::string& seed : seeds) run(seed);
  std::mt19937 random(42);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(argv[1]));
  std::size_t count = seeds.size();
  while (std::chrono::steady_clock::now() < end) {
    const std::string input =
        mutate(seeds[std::uniform_int_distribution<std::size_t>(0, seeds.size() - 1)(random)],
               random, seeds);
    // What crashes is on disk before it is tried.
    std::ofstream("last-input.bin", std::ios::binary) << input;
    run(input);
    ++count;
  }
  std::cout << argv[0] << ": " << count << " inputs, no finding\n";
}
