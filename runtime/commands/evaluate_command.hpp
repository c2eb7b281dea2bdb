/// \file
/// NAME evaluate
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_EVALUATE_COMMAND_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_EVALUATE_COMMAND_HPP

#include "equivarify/runtime/commands/command.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace equivarify::runtime {

/// What `evaluate` and `check` are asked to do.
struct TestOptions {
  std::filesystem::path data = "build/mnist";
  std::filesystem::path weights;
  std::string json; ///< file name, `-` or empty
  std::size_t threads = hardware_threads();
  std::size_t limit = 0;    ///< 0: all images
  std::size_t elements = 0; ///< how many are tried; 0: all, but of large groups most_tried
  std::uint64_t seed = 1;   ///< of the random turns and shifts, and of the elements that are tried
  std::size_t shift = 0;    ///< how many pixels each image is moved at most, of `evaluate`
};

/// Prints the accuracy on the test images, turned at random and turned by each element; `refuted`
/// when there are answers that are no finite numbers.
Outcome run_evaluate(Program const& program, TestOptions const& options);

} // namespace equivarify::runtime

#endif
