/// \file
/// What `equivarify symmetries` is asked.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_SYMMETRIES_OPTIONS_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_SYMMETRIES_OPTIONS_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/commands/command.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The options of data and of networks.
struct SymmetriesOptions {
  std::string file;
  std::optional<std::string> array;
  std::string labels;
  std::optional<std::string> labels_are;
  std::string inputs; ///< a file of inputs of a network
  std::optional<std::size_t> samples;
  std::size_t tested = 1'000;
  std::optional<std::size_t> rounds;
  double level = 0.05;
  std::optional<double> near;
  std::string lowest; ///< of a network's inputs: one number, or one for each
  std::string highest;
  std::optional<double> tolerance;
  std::vector<std::string> motions; ///< of the input, to be tested too
  std::string search = "auto";
  double budget_seconds = 300; ///< 0 for no limit
  bool progress = false;       ///< is said wherever standard error goes
  std::uint64_t seed = 1;
  std::vector<std::string> take;
  std::string folder;
  std::string name;
  bool json = false;
};

/// Whether arrays of \p shape have rows and columns.
[[nodiscard]] bool is_picture(algebra::ArrayShape const& shape);

/// The motions of arrays of \p shape that are tested in any case: the turns, mirrors and shifts of
/// pictures, and those of `--motion`.
///
/// \throws InputError for a motion that is none.
[[nodiscard]] std::vector<algebra::SignedPermutation>
proposed_motions(SymmetriesOptions const& options, algebra::ArrayShape const& shape);

/// Whether \p options want a search among \p columns columns, where `auto` wants none for
/// pictures.
///
/// \throws AlgebraError where a search is asked for among too many.
[[nodiscard]] bool
wants_search(SymmetriesOptions const& options, std::size_t columns, bool is_picture);

/// The numbers of the candidates, from 1, that generate the group: those of `--take`, or all of \p
/// accepted.
///
/// \throws AlgebraError for a word that is no number of \p accepted.
[[nodiscard]] std::vector<std::size_t> taken_candidates(SymmetriesOptions const& options,
                                                        std::vector<std::size_t> const& accepted);

/// \p found, with the place \p file in front of what is at fault.
///
/// \throws AlgebraError as \p found.
template <typename Found>
[[nodiscard]] auto of_file(std::string const& file, Found const& found) {
  try {
    return found();
  } catch (algebra::AlgebraError const& error) {
    std::string const text = error.what();
    throw algebra::AlgebraError(text.find(file) == std::string::npos ? file + ": " + text : text);
  }
}

/// Proposes symmetries of the network in an ONNX file.
[[nodiscard]] ExitCode run_network_symmetries(SymmetriesOptions const& options, Console& console);

/// Proposes symmetries of the data in a file.
[[nodiscard]] ExitCode run_data_symmetries(SymmetriesOptions const& options, Console& console);

} // namespace equivarify::codegen

#endif
