/// \file
/// What the user wrote, typed, nothing inferred.
#ifndef EQUIVARIFY_CODEGEN_SPEC_SPEC_HPP
#define EQUIVARIFY_CODEGEN_SPEC_SPEC_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A finite group.
struct GroupSpec {
  std::string form = R"({"cyclic":1})"; ///< its JSON form, keys sorted, without blanks
  friend bool operator==(GroupSpec const&, GroupSpec const&) = default;
};

/// How one generator acts.
struct MotionSpec {
  std::string form; ///< its JSON form, keys sorted, without blanks
  friend bool operator==(MotionSpec const&, MotionSpec const&) = default;
};

/// A named part of the input.
struct PartSpec {
  std::string name;
  Shape shape;
  std::map<std::string, MotionSpec> action; ///< how each generator moves what comes to it
  /// For a generator, the part whose entries come to this one; its own where none is named.
  std::map<std::string, std::string> from{};
  friend bool operator==(PartSpec const&, PartSpec const&) = default;
};

/// The input and the action on it, given on the generators.
struct InputSpec {
  Shape shape;                              ///< of parts the vector of all entries
  std::map<std::string, MotionSpec> action; ///< of an input without parts
  std::vector<PartSpec> parts{};            ///< by name; empty for one array
  friend bool operator==(InputSpec const&, InputSpec const&) = default;
};

/// A layer; where the user gave no name, its type and its number among the layers of that type.
struct LayerSpec {
  std::string name;
  Operation operation;
  /// The earlier layers of the block that it reads, by name, or `input` for what the block reads;
  /// empty for the layer before alone.
  std::vector<std::string> inputs{};
  friend bool operator==(LayerSpec const&, LayerSpec const&) = default;
};

struct BlockSpec {
  std::string name;
  Equivarification equivarification = Equivarification::lift;
  std::vector<LayerSpec> layers;
  friend bool operator==(BlockSpec const&, BlockSpec const&) = default;
};

/// The labels by the names of classes and elements.
struct LabelsSpec {
  std::vector<std::string> classes;
  std::map<std::string, std::string> elements;
  std::map<std::string, std::vector<std::string>> symmetries;
  Pose pose = Pose::upright;
  std::vector<double> class_weights{}; ///< one for each class, or none
  std::string place = "/labels"; ///< where classes and their weights are written, for messages
  friend bool operator==(LabelsSpec const&, LabelsSpec const&) = default;
};

/// A permutation in cycle notation, or as the list of images of 0, 1, 2, ...
struct PermutationSpec {
  std::string form; ///< its JSON form
  friend bool operator==(PermutationSpec const&, PermutationSpec const&) = default;
};

/// A subgroup under which the network as a whole is equivariant already.
struct AlreadySpec {
  std::vector<std::string> subgroup; ///< elements that generate it, by name
  /// How each of them permutes the classes; empty if trivially.
  std::map<std::string, PermutationSpec> labels;
  friend bool operator==(AlreadySpec const&, AlreadySpec const&) = default;
};

/// A named part of what the network puts out.
struct OutputSpec {
  std::string name;
  algebra::HeadKind head = algebra::HeadKind::invariant;
  Shape shape{}; ///< of one copy
  std::vector<std::string> classes{};
  bool as_input = false; ///< whether generators move it by the motions of the input
  /// How each generator, or each element that generates the subgroup, moves the entries.
  std::map<std::string, MotionSpec> action{};
  std::map<std::string, MotionSpec> components{}; ///< how each generator moves channels
  std::vector<std::string> subgroup{};            ///< elements that generate it, by name
  Loss loss = Loss::mean_squared_error;
  std::vector<double> class_weights{}; ///< one for each class, or none
  double weight = 1;
  friend bool operator==(OutputSpec const&, OutputSpec const&) = default;
};

/// A network as the user described it.
struct Spec {
  std::string name;
  std::string description;
  GroupSpec group;
  InputSpec input;
  std::vector<BlockSpec> network;
  std::string construction = "g_product";
  std::optional<AlreadySpec> already{};
  LabelsSpec labels;
  std::vector<OutputSpec> output{}; ///< by name; empty for one number for each (g, class)
  std::uint64_t seed = 1;
  Training training;
  Arithmetic arithmetic = Arithmetic::exact;
  friend bool operator==(Spec const&, Spec const&) = default;
};

} // namespace equivarify::codegen

#endif
