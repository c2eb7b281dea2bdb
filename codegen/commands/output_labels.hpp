/// \file
/// The classes that an output answers with, as labels on which a subgroup acts.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_OUTPUT_LABELS_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_OUTPUT_LABELS_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace equivarify::codegen {

/// The output of \p network called \p name; if that is empty the only one whose answer is a class
/// of the whole input.
///
/// \throws InputError with the reason where there is no such output, there are several, or its
/// answers are no such classes.
[[nodiscard]] Output const& class_output(Network const& network, std::string const& name);

/// The classes of \p output, one of class_output(), in the form of labels of candidates: the
/// subgroup of its head permutes them.
[[nodiscard]] nlohmann::json labels_of(Output const& output);

} // namespace equivarify::codegen

#endif
