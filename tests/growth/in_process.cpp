// Reads a mail as a worker does, in this process and unconfined: for what counts a program's instructions and memory
// (growth.mjs, a profiler), which cannot follow a worker to where nothing can be opened.
// usage: in_process DATA MAIL   prints the document
#include <cstdio>
#include <filesystem>
#include <string>

#include "knowledge/stanzas.h"
#include "worker/worker.h"

int main(int argc, char** argv) {
  using namespace fuwake;
  if (argc != 3) return 2;
  const std::filesystem::path data = argv[1];
  const worker::Prepared prepared{dissection::read_engine(data, {data / "ip"}),
                                  report::Languages::read(data / "sentences")};
  dialogue::Reading reading;
  reading.recipient = {{"me@me.example"}, {"me.example"}, {}};
  reading.opens = false;
  const std::string mail = knowledge::read_file(argv[2]);
  const auto done =
      worker::Worker(prepared).perform(reading, mail, [](const dialogue::Questions&) { return dialogue::Answers(); });
  std::puts(done.text.c_str());
  return 0;
}
