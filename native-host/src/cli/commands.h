// The command line.
#pragma once

namespace fuwake::cli {

/// Runs the command that the arguments name. Returns the exit code: 0 done, 1 a file could not be
/// read or the output not be written (or something needed is missing, for `doctor`), 2 usage. Started by Thunderbird,
/// with a manifest's path and an add-on's id, it serves the add-on on standard input and output.
int run(int argc, char** argv);

}  // namespace fuwake::cli
