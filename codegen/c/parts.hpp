/// \file
/// The pieces of a source file of C99 while it grows.
#ifndef EQUIVARIFY_CODEGEN_C_PARTS_HPP
#define EQUIVARIFY_CODEGEN_C_PARTS_HPP

#include "equivarify/codegen/c/arena.hpp"
#include "equivarify/codegen/generate/plan.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <set>
#include <string>

namespace equivarify::codegen {

/// What each part of the code adds to, in the order in which they stand in the file.
struct CParts {
  std::set<std::string> helpers{}; ///< functions of helpers.c
  std::string data{};              ///< tables and weights
  std::string functions{};         ///< of this network alone
  std::string body{};              ///< of NAME_forward_in
};

/// What the text of a part is made from.
struct CContext {
  Plan const& plan;
  ReferenceWeights<float> const& weights;
  Arena const& arena;
};

/// Adds what computes \p step, which reads and writes the arena: a block whose names `s` and `y`
/// are the copies of what it reads first and of what it makes. Each copy goes through the same
/// functions in the same order, so that equal numbers give equal bits.
///
/// \throws InputError for a layer that has no form in C.
void add_c_layer(Step const& step, CContext const& context, CParts& parts);

/// Adds the copies that the first layer reads: the input moved by each element, or, where the
/// construction looks for poses, by the elements that lead to the least array.
void add_c_input(CContext const& context, CParts& parts);

/// Adds what makes the answer of the copies of the value numbered \p value: the copies themselves,
/// the construction's means, or the outputs by their heads.
void add_c_answer(std::size_t value, CContext const& context, CParts& parts);

} // namespace equivarify::codegen

#endif
