/// \file
/// Schemes out of the runtime's own templates: they are run on linear forms.
#ifndef EQUIVARIFY_CODEGEN_TRANSLATION_EXTRACT_SCHEME_HPP
#define EQUIVARIFY_CODEGEN_TRANSLATION_EXTRACT_SCHEME_HPP

#include "equivarify/codegen/translation/linear_form.hpp"
#include "equivarify/codegen/translation/scheme.hpp"
#include "equivarify/runtime/conv/winograd_transform.hpp"
#include "equivarify/runtime/group/group_algebra.hpp"
#include "equivarify/runtime/group/group_terms.hpp"

#include <array>
#include <cstddef>

namespace equivarify::codegen {

/// The matrix of `apply`, which makes Out numbers of In numbers: `apply(forms, results)`.
template <std::size_t In, std::size_t Out, typename Apply>
FractionMatrix matrix_of(Apply const& apply) {
  std::array<LinearForm, In> forms;
  for (std::size_t i = 0; i < In; ++i) {
    forms[i] = LinearForm::variable(i);
  }
  std::array<LinearForm, Out> results;
  apply(forms.data(), results.data());
  FractionMatrix matrix(Out, std::vector<Fraction>(In));
  for (std::size_t o = 0; o < Out; ++o) {
    for (std::size_t i = 0; i < In; ++i) {
      matrix[o][i] = results[o].coefficient(i);
    }
  }
  return matrix;
}

/// The matrix of `apply`, which makes Count numbers of as many in their place.
template <std::size_t Count, typename Apply>
FractionMatrix matrix_in_place(Apply const& apply) {
  return matrix_of<Count, Count>([&](LinearForm const* in, LinearForm* out) {
    for (std::size_t i = 0; i < Count; ++i) {
      out[i] = in[i];
    }
    apply(out);
  });
}

/// Adds the products of \p terms to \p all; a panel has a slot of weights for each product.
template <typename Algebra, typename Terms>
void add_terms(Terms const& terms, std::vector<SchemeTerm>& all) {
  for (std::size_t i = 0; i < terms.count; ++i) {
    auto const& entry = terms.entries[i];
    for (std::size_t column = 0; column < terms.width; ++column) {
      all.push_back({entry.slot,
                     runtime::panel_offset<Algebra>(entry.panel) + column,
                     entry.output + column});
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
  for (std::size_t slot = 0; slot < Algebra::copies; ++slot) {
    add_terms<Algebra>(runtime::terms_of_slot<Algebra>(slot), scheme.to_inputs);
  }
  for (std::size_t panel = 0; panel < Algebra::panel_widths.size(); ++panel) {
    add_terms<Algebra>(runtime::terms_of_panel<Algebra>(panel), scheme.to_weights);
  }
}

/// The scheme of an algebra of runtime/group. Backward, `synthesise` stands where the adjoint of
/// `analyse` is due and the other way round, as the kernels have it.
template <typename Algebra>
Scheme extract_group_scheme() {
  constexpr std::size_t copies = Algebra::copies;
  constexpr std::size_t weights = Algebra::weight_copies;
  constexpr std::size_t products = Algebra::products;
  Scheme scheme;
  scheme.input = matrix_in_place<copies>([](LinearForm* s) { Algebra::analyse(s); });
  scheme.input_adjoint = matrix_in_place<copies>([](LinearForm* s) { Algebra::synthesise(s); });
  scheme.weights = matrix_in_place<weights>([](LinearForm* w) { Algebra::analyse_weights(w); });
  scheme.weights_adjoint =
      matrix_in_place<weights>([](LinearForm* w) { Algebra::analyse_weights_adjoint(w); });
  scheme.output = matrix_of<products, copies>([](LinearForm const* m, LinearForm* y) {
    Algebra::combine(m, y);
    Algebra::synthesise(y);
  });
  scheme.output_adjoint = matrix_of<copies, products>([](LinearForm const* dy, LinearForm* m) {
    std::array<LinearForm, copies> slots;
    for (std::size_t i = 0; i < copies; ++i) {
      slots[i] = dy[i];
    }
    Algebra::analyse(slots.data());
    Algebra::combine_adjoint(slots.data(), m);
  });
  take_terms<Algebra>(scheme);
  return scheme;
}

/// The matrix of a transform of runtime/conv/winograd_transform.hpp.
template <typename Transform, std::size_t In, std::size_t Out>
FractionMatrix matrix_of_transform() {
  return matrix_of<In, Out>([](LinearForm const* in, LinearForm* out) {
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
