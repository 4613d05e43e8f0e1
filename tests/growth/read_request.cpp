// Reads a request as the host does: for what counts a program's instructions (growth.mjs).
// usage: read_request FILE   prints what came of it
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "knowledge/stanzas.h"
#include "native_messaging/errors.h"
#include "native_messaging/json_rpc.h"

int main(int argc, char** argv) {
  using namespace fuwake;
  if (argc != 2) return 2;
  nlohmann::json id;
  try {
    std::puts(native_messaging::read_request(knowledge::read_file(argv[1]), id).method.c_str());
  } catch (const native_messaging::RequestError& error) {
    std::puts(error.message.c_str());
  }
  return 0;
}
