#include "equivarify/codegen/commands/progress_line.hpp"

#include <fmt/format.h>

#include <ostream>

namespace equivarify::codegen {

ProgressLine::ProgressLine(Console const& console, bool asked) : console_{console}, asked_{asked} {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::clear() {
  if (console_.watched) {
    console_.err << "\r\x1b[K" << std::flush;
  }
}

void ProgressLine::show(std::string const& what) {
  if (console_.watched) {
    console_.err << fmt::format("\r\x1b[K{:.0f} s  {}", seconds(), what) << std::flush;
  } else if (asked_) {
    console_.err << fmt::format("{:.0f} s  {}\n", seconds(), what) << std::flush;
  }
}

double ProgressLine::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

} // namespace equivarify::codegen
