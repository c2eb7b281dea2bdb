/// \file
/// The elementary functions at all 2^32 floats: prints the digest of each and compares it with the
/// one that is kept; with --judge also with MPFR. Exit code 1 where one differs.
#include "runtime/all_floats.hpp"
#include "runtime/kept_sums.hpp"
#ifdef HAS_MPFR
#include "runtime/precise.hpp"
#endif

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include <CLI/CLI.hpp>

namespace {

namespace tests = equivarify::testing;

constexpr int differs = 1;
constexpr int bad_input = 2;

/// Prints what was found of \p function; whether it is as it should be.
bool is_as_kept(tests::FloatFunction const& function, tests::TriedFloats const& tried) {
  tests::FoundAtFloats const found = tests::try_floats(function, tried);
  std::string const kept = tests::kept_sum(function.name, tried.every);
  fmt::print("{:<5} {:<10} every {:<5} {}  {}",
             function.name,
             function.way,
             tried.every,
             found.digest,
             kept.empty()           ? "none is kept"
             : kept == found.digest ? "as kept"
                                    : "NOT the one that is kept: " + kept);
  if (tried.precisely) {
    fmt::print("; {} not correctly rounded", found.wrong.size());
  }
  fmt::print("\n");
  for (std::size_t i = 0; i < std::min<std::size_t>(found.wrong.size(), 5); ++i) {
    fmt::print("       at {:a}\n", found.wrong[i]);
  }
  std::fflush(stdout);
  return kept == found.digest && found.wrong.empty();
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{"The elementary functions at all 2^32 floats."};
  tests::TriedFloats tried{.threads = std::max(1U, std::thread::hardware_concurrency())};
  std::string only;
  bool judge = false;
  app.add_option("--every", tried.every, "tries each N-th float, N a power of two")
      ->check(CLI::Range(1U, 1U << 24U))
      ->check([](std::string const& text) {
        return std::has_single_bit(std::stoul(text)) ? "" : "not a power of two";
      });
  app.add_option("--threads", tried.threads, "threads")->check(CLI::Range(1U, 256U));
  app.add_option("--function", only, "the one that is tried, both ways; all by default");
  app.add_flag("--judge", judge, "compares with MPFR, where this was built with it");
  CLI11_PARSE(app, argc, argv);
  if (judge) {
#ifdef HAS_MPFR
    tried.precisely = tests::precise_value;
#else
    fmt::print(stderr, "all_floats: built without MPFR: install libmpfr-dev and configure again\n");
    return bad_input;
#endif
  }
  bool good = true;
  bool any = false;
  for (tests::FloatFunction const& function : tests::float_functions()) {
    if (only.empty() || only == function.name) {
      any = true;
      good = is_as_kept(function, tried) && good;
    }
  }
  if (!any) {
    fmt::print(stderr, "all_floats: no function is called {}\n", only);
    return bad_input;
  }
  return good ? 0 : differs;
}
