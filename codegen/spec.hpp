/// \file
/// What the user wrote, typed, nothing inferred.
#ifndef EQUIVARIFY_CODEGEN_SPEC_HPP
#define EQUIVARIFY_CODEGEN_SPEC_HPP

#include "equivarify/codegen/network.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace equivarify::codegen {

/// A permutation in cycle notation, or as the list of images of 0, 1, 2, ...
using PermutationSpec = std::variant<std::string, std::vector<std::uint32_t>>;

/// A group of a family, such as `{"cyclic": 4}`.
struct NamedGroupSpec {
  std::string family; ///< `cyclic`, `dihedral`, `symmetric`, `alternating` or `dicyclic`
  std::uint32_t parameter = 1;
  friend bool operator==(NamedGroupSpec const&, NamedGroupSpec const&) = default;
};

/// The group that named permutations of 0, ..., degree-1 generate.
struct PermutationGroupSpec {
  std::uint32_t degree = 1;
  std::vector<std::pair<std::string, PermutationSpec>> generators; ///< by name
  friend bool operator==(PermutationGroupSpec const&, PermutationGroupSpec const&) = default;
};

struct GroupSpec;

/// A direct product of groups.
struct ProductGroupSpec {
  std::vector<GroupSpec> factors;
  friend bool operator==(ProductGroupSpec const&, ProductGroupSpec const&) = default;
};

/// A finite group.
struct GroupSpec {
  std::variant<NamedGroupSpec, PermutationGroupSpec, ProductGroupSpec> kind;
  friend bool operator==(GroupSpec const&, GroupSpec const&) = default;
};

/// How one generator acts: motions of the plane, the last first, or the places from which the
/// entries come.
using MotionSpec = std::variant<std::vector<std::string>, std::vector<std::uint32_t>>;

/// The input and the action on it, given on the generators.
struct InputSpec {
  Shape shape;
  std::map<std::string, MotionSpec> action;
  friend bool operator==(InputSpec const&, InputSpec const&) = default;
};

/// A layer; where the user gave no name, its type and its number among the layers of that type.
struct LayerSpec {
  std::string name;
  Operation operation;
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
  friend bool operator==(LabelsSpec const&, LabelsSpec const&) = default;
};

/// A network as the user described it.
struct Spec {
  std::string name;
  std::string description;
  GroupSpec group;
  InputSpec input;
  std::vector<BlockSpec> network;
  LabelsSpec labels;
  std::uint64_t seed = 1;
  Training training;
  Arithmetic arithmetic = Arithmetic::exact;
  friend bool operator==(Spec const&, Spec const&) = default;
};

} // namespace equivarify::codegen

#endif
