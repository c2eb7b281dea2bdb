/// \file
/// The fields of a spec: the one table from which reader, canonical writer, messages, schema and
/// documents follow.
#ifndef EQUIVARIFY_CODEGEN_SPEC_FIELDS_HPP
#define EQUIVARIFY_CODEGEN_SPEC_FIELDS_HPP

#include "equivarify/codegen/spec/member.hpp"
#include "equivarify/codegen/spec/spec.hpp"

namespace equivarify::codegen {

/// Of a block. In generated code a network is a type that lists its layers, which compilers take
/// longer for than in proportion: g++ half a minute for 250 layers that are trained, and clang none
/// of 1,000, for they are nested too deep.
inline constexpr std::size_t most_layers = 256;

/// What a spec may say.
[[nodiscard]] Form const& spec_form();

template <>
struct TableOf<Training> {
  static Table<Training> const& table();
};

template <>
struct TableOf<LabelsSpec> {
  static Table<LabelsSpec> const& table();
};

template <>
struct TableOf<AlreadySpec> {
  static Table<AlreadySpec> const& table();
};

template <>
struct TableOf<BlockSpec> {
  static Table<BlockSpec> const& table();
};

template <>
struct TableOf<InputSpec> {
  static Table<InputSpec> const& table();
};

template <>
struct TableOf<PartSpec> {
  static Table<PartSpec> const& table();
};

template <>
struct TableOf<Spec> {
  static Table<Spec> const& table();
};

// How nlohmann/json converts what has no table. A motion is written as a list of motions.
void from_json(nlohmann::json const& value, Shape& shape);
void to_json(nlohmann::json& value, Shape const& shape);
void from_json(nlohmann::json const& value, GroupSpec& group);
void to_json(nlohmann::json& value, GroupSpec const& group);
void from_json(nlohmann::json const& value, MotionSpec& motion);
void to_json(nlohmann::json& value, MotionSpec const& motion);
void from_json(nlohmann::json const& value, PermutationSpec& permutation);
void to_json(nlohmann::json& value, PermutationSpec const& permutation);

} // namespace equivarify::codegen

#endif
