/// \file
/// Schemes out of the runtime's own templates: they are run on linear forms.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_EXTRACT_SCHEME_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_EXTRACT_SCHEME_HPP

#include "equivarify/codegen/translation/linear_form.hpp"
#include "equivarify/codegen/translation/matrix_of.hpp"
#include "equivarify/codegen/translation/scheme.hpp"
#include "equivarify/codegen/translation/traced_number.hpp"
#include "equivarify/runtime/conv/winograd_transform.hpp"
#include "equivarify/runtime/group/group_algebra.hpp"
#include "equivarify/runtime/group/group_terms.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace equivarify::codegen {

/// The steps of `apply(numbers, results)`.
template <typename Apply>
StraightProgram program_of(std::size_t inputs, std::size_t outputs, Apply const& apply) {
  StraightProgram program{.inputs = inputs};
  std::vector<TracedNumber> numbers;
  for (std::size_t i = 0; i < inputs; ++i) {
    numbers.emplace_back(program, i);
  }
  std::vector<TracedNumber> results(outputs);
  apply(numbers.data(), results.data());
  for (TracedNumber const& result : results) {
    program.results.push_back(result.index());
  }
  return program;
}

/// `apply`, which makes \p count numbers of as many in their place, as one that leaves them there.
template <typename Apply>
auto out_of_place(std::size_t count, Apply const& apply) {
  return [=](auto const* in, auto* out) {
    std::copy_n(in, count, out);
    apply(out);
  };
}

/// Calls \p take for each product of \p terms; a panel has a slot of weights for each column.
template <typename Algebra, typename Terms, typename Take>
void for_each_term(Terms const& terms, Take const& take) {
  for (std::size_t i = 0; i < terms.count; ++i) {
    auto const& entry = terms.entries[i];
    for (std::size_t column = 0; column < terms.width; ++column) {
      take(SchemeTerm{
          entry.slot, runtime::panel_offset<Algebra>(entry.panel) + column, entry.output + column});
    }
  }
}

/// The products of \p Algebra in the three ways in which the kernels go through them.
template <typename Algebra>
void take_terms(Scheme& scheme) {
  for (auto const& group : Algebra::groups) {
    for (std::size_t t = 0; t < group.count; ++t) {
      for (std::size_t column = 0; column < group.width; ++column) {
        scheme.forward.push_back({group.terms[t].slot,
                                  runtime::panel_offset<Algebra>(group.terms[t].panel) + column,
                                  group.output + column});
      }
    }
  }
  // Backward, the kernels store under the number that they ask for.
  for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
    for_each_term<Algebra>(runtime::terms_of_slot<Algebra>(slot), [&](SchemeTerm const& term) {
      scheme.to_inputs.push_back({slot, term[1], term[2]});
    });
  }
  for (std::size_t panel = 0; panel < Algebra::panel_widths.size(); ++panel) {
    std::size_t const first = runtime::panel_offset<Algebra>(panel);
    std::size_t column = 0;
    auto const terms = runtime::terms_of_panel<Algebra>(panel);
    for_each_term<Algebra>(terms, [&](SchemeTerm const& term) {
      scheme.to_weights.push_back({term[0], first + column++ % terms.width, term[2]});
    });
  }
}

/// The transforms of \p transform, an algebra of runtime/group or one that works like it, for
/// \p copies copies. Backward, `synthesise` stands where the adjoint of `analyse` is due and the
/// other way round, as the kernels have it.
template <typename Transform>
void take_transforms(Transform const& transform,
                     std::size_t copies,
                     std::size_t products,
                     Scheme& scheme) {
  auto const analyse = out_of_place(copies, [=](auto* s) { transform.analyse(s); });
  auto const synthesise = out_of_place(copies, [=](auto* s) { transform.synthesise(s); });
  auto const output = [=](auto const* m, auto* y) {
    transform.combine(m, y);
    transform.synthesise(y);
  };
  scheme.input = matrix_of(copies, copies, analyse);
  scheme.input_program = program_of(copies, copies, analyse);
  scheme.input_adjoint = matrix_of(copies, copies, synthesise);
  scheme.output = matrix_of(products, copies, output);
  scheme.output_program = program_of(products, copies, output);
  scheme.output_adjoint = matrix_of(copies, products, [=](LinearForm const* dy, LinearForm* m) {
    std::vector<LinearForm> slots(dy, dy + copies);
    transform.analyse(slots.data());
    transform.combine_adjoint(slots.data(), m);
  });
}

/// The scheme of an algebra of runtime/group.
template <typename Algebra>
Scheme extract_group_scheme() {
  constexpr std::size_t weights = Algebra::weight_copies;
  Scheme scheme;
  take_transforms(Algebra{}, Algebra::copies, Algebra::products, scheme);
  scheme.weights = matrix_of(
      weights, weights, out_of_place(weights, [](auto* w) { Algebra::analyse_weights(w); }));
  scheme.weights_adjoint = matrix_of(weights, weights, out_of_place(weights, [](auto* w) {
                                       Algebra::analyse_weights_adjoint(w);
                                     }));
  take_terms<Algebra>(scheme);
  return scheme;
}

/// The matrix of a transform of runtime/conv/winograd_transform.hpp.
template <typename Transform, std::size_t In, std::size_t Out>
FractionMatrix matrix_of_transform() {
  return matrix_of(In, Out, [](LinearForm const* in, LinearForm* out) {
    LinearForm from[In]; // the transforms take arrays
    LinearForm to[Out];
    for (std::size_t i = 0; i < In; ++i) {
      from[i] = in[i];
    }
    Transform::apply(from, to);
    for (std::size_t o = 0; o < Out; ++o) {
      out[o] = to[o];
    }
  });
}

/// The scheme of Winograd's tiles along one axis, for \p Window taps.
template <std::size_t Window>
Scheme extract_tile_scheme() {
  namespace winograd = runtime::winograd;
  constexpr std::size_t patch = winograd::patch;
  constexpr std::size_t tile = winograd::tile;
  Scheme scheme{.input = matrix_of_transform<winograd::InputTransform, patch, patch>(),
                .input_adjoint = matrix_of_transform<winograd::InputAdjoint, patch, patch>(),
                .weights = matrix_of_transform<winograd::FilterTransform, Window, patch>(),
                .weights_adjoint = matrix_of_transform<winograd::FilterAdjoint, patch, Window>(),
                .output = matrix_of_transform<winograd::OutputTransform, patch, tile>(),
                .output_adjoint = matrix_of_transform<winograd::OutputAdjoint, tile, patch>()};
  for (std::size_t p = 0; p < patch; ++p) {
    scheme.forward.push_back({p, p, p});
  }
  scheme.to_inputs = scheme.forward;
  scheme.to_weights = scheme.forward;
  return scheme;
}

} // namespace equivarify::codegen

#endif
