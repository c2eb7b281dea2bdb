/// \file
/// What is found of each construction of one network.
#ifndef EQUIVARIFY_CODEGEN_COMPARE_ALTERNATIVE_HPP
#define EQUIVARIFY_CODEGEN_COMPARE_ALTERNATIVE_HPP

#include "equivarify/codegen/compare/codomain.hpp"
#include "equivarify/codegen/compare/construction_cost.hpp"
#include "equivarify/codegen/compare/method.hpp"
#include "equivarify/codegen/measure/measurement.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What a trained network got right, of test images each turned by a random element.
struct TrainedAccuracy {
  double class_alone = 0.0;
  double joint_up_to_symmetry = 0.0;
  double training_seconds = 0.0;

  static void describe(auto& fields) {
    fields.field("class", &TrainedAccuracy::class_alone, runtime::Proportion{});
    fields.field(
        "joint_up_to_symmetry", &TrainedAccuracy::joint_up_to_symmetry, runtime::Unknown{});
    fields.field("training_seconds", &TrainedAccuracy::training_seconds);
  }
};

/// What a construction does to one output of the network, which its head reads from the copies.
struct OutputFinding {
  std::string name;
  std::string head;
  std::string keeps;              ///< of p F^ = F, in words
  std::optional<Equation> kept{}; ///< p R F^ against F, measured

  static void describe(auto& fields) {
    fields.field("name", &OutputFinding::name);
    fields.field("head", &OutputFinding::head);
    fields.field("keeps", &OutputFinding::keeps);
    fields.field("projection", &OutputFinding::kept, runtime::OrNull{});
  }
};

/// What is found of a method that applies.
struct Findings : ConstructionCost {
  Spec spec;                      ///< not in the file
  Codomain codomain{};            ///< whether the outputs are a G-set, and p is onto
  Equation equivariance{};        ///< y(g x) against g y(x)
  std::optional<Equation> kept{}; ///< p F^ against F; of outputs before their heads
  std::vector<OutputFinding> outputs{};
  std::optional<TrainedAccuracy> accuracy{};

  static void describe(auto& fields) {
    ConstructionCost::describe(fields);
    fields.inlined(&Findings::codomain);
    fields.field("equivariance", &Findings::equivariance);
    fields.field("projection", &Findings::kept, runtime::OrNull{});
    fields.field("outputs", &Findings::outputs, runtime::OrNothing{});
    fields.field("accuracy", &Findings::accuracy, runtime::OrNull{});
  }
};

/// One method applied to the compared network. Where it does not apply, `note` says why.
struct Alternative {
  Method method;
  std::string note{};
  std::optional<Findings> found{};

  [[nodiscard]] bool applies() const { return found.has_value(); }

  static void describe(auto& fields) {
    fields.inlined(&Alternative::method);
    fields.follows("applies", &Alternative::applies);
    fields.field("note", &Alternative::note, runtime::NullWhereEmpty{});
    fields.inlined(&Alternative::found, "copies");
  }
};

/// All that is found of one network, as compare.json has it.
struct Alternatives {
  runtime::Subject subject{};
  std::string group;
  std::size_t order = 0;
  std::vector<Alternative> constructions;

  static void describe(auto& fields) {
    fields.inlined(&Alternatives::subject);
    fields.file("group", &Alternatives::group);
    fields.file("order", &Alternatives::order);
    fields.field("constructions", &Alternatives::constructions);
  }
};

/// How much is measured.
struct CompareOptions {
  std::uint64_t seed = 1;
  std::size_t trials = 0; ///< weights and inputs; 0: as many as take a few seconds, 1 to 4
  std::string subgroup{}; ///< for coinduction, an element that generates it; empty to choose
};

/// All methods applied to \p spec, each measured on random weights, random inputs and inputs that
/// an element of the group fixes.
///
/// \throws InputError if the spec has no network; AlgebraError if it has no element called
/// `options.subgroup`.
[[nodiscard]] std::vector<Alternative> compare(Spec const& spec, CompareOptions const& options);

} // namespace equivarify::codegen

#endif
