// A black box that reads pictures from standard input; the argument says what it does with them.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <thread>

#include "turned_sums.hpp"

namespace {

using equivarify::boxes::Picture;

bool read(Picture& x, bool text) {
  if (!text) {
    return std::fread(x.data(), sizeof(float), x.size(), stdin) == x.size();
  }
  for (float& value : x) {
    if (std::scanf("%f", &value) != 1) { // NOLINT: a test program
      return false;
    }
  }
  return true;
}

void write(Picture const& y, bool text) {
  if (!text) {
    std::fwrite(y.data(), sizeof(float), y.size(), stdout);
    return;
  }
  for (float const value : y) {
    std::printf("%.9g, ", static_cast<double>(value));
  }
  std::printf("\n");
}

/// What some boxes do instead of answering; returns if this one answers.
void misbehave(std::string const& mode, int answers) {
  if (mode == "exits" && answers == 3) {
    std::fputs("no more, please\n", stderr);
    std::exit(3);
  }
  if (mode == "dies" && answers == 2) {
    std::fflush(stdout);
    std::abort();
  }
  while (mode == "hangs") {
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
  while (mode == "floods") {
    std::puts("more and more");
  }
}

Picture answer(std::string const& mode, Picture const& x) {
  if (mode == "opposite") {
    return equivarify::boxes::opposite(x);
  }
  if (mode == "wrong") {
    return equivarify::boxes::subtly_wrong(x);
  }
  if (mode == "nan") {
    Picture y;
    y.fill(std::numeric_limits<float>::quiet_NaN());
    return y;
  }
  return equivarify::boxes::lift(x);
}

} // namespace

int main(int count, char** arguments) {
  std::string const mode = count > 1 ? arguments[1] : "lift";
  bool const text = count > 2 && std::strcmp(arguments[2], "text") == 0;
  int answers = 0;
  for (Picture x{}; read(x, text); ++answers) {
    misbehave(mode, answers);
    if (mode == "words") {
      std::puts("1 2 three 4");
    } else {
      write(answer(mode, x), text);
    }
  }
  if (mode == "extra") {
    write({}, text);
  }
  if (mode == "half") {
    std::fwrite("xy", 1, 2, stdout);
  }
  return 0;
}
