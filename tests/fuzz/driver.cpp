// usage: fuzz_TARGET SECONDS SEED-FILE...
// Feeds a target with the seeds and with mutations of them, for so many seconds. The sequence is the
// same in every run; the sanitizers do the finding. With clang, libFuzzer takes the place of this file.
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

// One byte of a dictionary's string: "\xAB", "\\", "\"", or what stands there.
char unescape(std::string_view& text) {
  const char c = text.front();
  text.remove_prefix(1);
  if (c != '\\' || text.empty()) return c;
  if (text.front() != 'x' || text.size() < 3) return unescape(text);
  const std::string digits(text.substr(1, 2));
  text.remove_prefix(3);
  return static_cast<char>(std::stoi(digits, nullptr, 16));
}

// The pieces on which parsers of mail turn, in libFuzzer's form: NAME="..." a line, # for remarks.
std::vector<std::string> read_dictionary(const char* file) {
  std::vector<std::string> pieces;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    const auto begin = line.find('"');
    const auto end = line.rfind('"');
    if (line.starts_with('#') || begin == end) continue;
    std::string_view text = std::string_view(line).substr(begin + 1, end - begin - 1);
    std::string piece;
    while (!text.empty()) piece += unescape(text);
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

std::string mutate(std::string input, std::mt19937& random, const std::vector<std::string>& seeds,
                   const std::vector<std::string>& dictionary) {
  const auto pick = [&random](std::size_t below) {
    return below == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
  };
  const std::size_t steps = 1 + pick(8);
  for (std::size_t i = 0; i < steps; ++i) {
    const std::size_t at = pick(input.size() + 1);
    switch (pick(6)) {
      case 0:
        input.insert(at, dictionary[pick(dictionary.size())]);
        break;
      case 1:
        input.erase(at, pick(64));
        break;
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
      default:
        input.resize(at);
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
  const std::vector<std::string> dictionary = read_dictionary(FUWAKE_FUZZ_DICTIONARY);
  std::mt19937 random(42);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(argv[1]));
  std::size_t count = seeds.size();
  const char* named = std::getenv("FUWAKE_FUZZ_INPUT");
  const std::string last = named != nullptr ? named : "last-input.bin";
  while (std::chrono::steady_clock::now() < end) {
    const std::string input = mutate(seeds[std::uniform_int_distribution<std::size_t>(0, seeds.size() - 1)(random)],
                                     random, seeds, dictionary);
    // What crashes is on disk before it is tried.
    std::ofstream(last, std::ios::binary) << input;
    run(input);
    ++count;
  }
  std::cout << argv[0] << ": " << count << " inputs, no finding\n";
}
