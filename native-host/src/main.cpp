#include "cli/commands.h"

int main(int argc, char** argv) {
  return fuwake::cli::run(argc, argv);
}
