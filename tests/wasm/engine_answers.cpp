// Asks wasm::Engine, built for this machine, what the one in WebAssembly is asked.
// usage: engine_answers DATA-FOLDER NETWORKS < QUESTIONS > ANSWERS
// A question is a line "REQUEST-BYTES MAIL-BYTES" and then both; an answer is a line of JSON.
#include <cstddef>
#include <iostream>
#include <string>

#include "wasm/engine.h"

namespace {

std::string read(std::size_t length) {
  std::string out(length, '\0');
  std::cin.read(out.data(), static_cast<std::streamsize>(length));
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  fuwake::wasm::Engine engine(argv[1], argv[2]);
  std::size_t request = 0, mail = 0;
  while (std::cin >> request >> mail) {
    std::cin.get();  // the line's end
    const std::string question = read(request);
    std::cout << engine.call(question, read(mail)) << '\n';
  }
}
