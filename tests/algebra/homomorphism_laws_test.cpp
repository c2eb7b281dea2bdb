/// \file
/// The homomorphism theorems on random groups, subgroups and maps.
#include "equivarify/algebra/homomorphism.hpp"
#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/structure.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/arbitrary_subgroup.hpp"

namespace equivarify::algebra {
namespace {

RC_GTEST_PROP(HomomorphismLaws, Multiplicative, (Homomorphism const& phi)) {
  Element const g = *rc::gen::elementOf(phi.domain().elements());
  Element const h = *rc::gen::elementOf(phi.domain().elements());
  RC_ASSERT(phi(phi.domain().multiply(g, h)) == phi.codomain().multiply(phi(g), phi(h)));
}

RC_GTEST_PROP(HomomorphismLaws, FirstTheorem, (Homomorphism const& phi)) {
  Subgroup const kernel = phi.kernel();
  RC_ASSERT(kernel.is_normal());
  RC_ASSERT(kernel.order() * phi.image().order() == phi.domain().order());
  RC_ASSERT(is_isomorphic(quotient(kernel).group, as_group(phi.image()).group));
  RC_ASSERT(phi.is_injective() == (kernel.order() == 1U));
  RC_ASSERT(phi.is_surjective() == (phi.image().order() == phi.codomain().order()));
}

/// H / (H meet N) = H N / N.
RC_GTEST_PROP(HomomorphismLaws, SecondTheorem, (Subgroup const& h)) {
  Subgroup const n = *rc::gen::elementOf(normal_subgroups(h.group()));
  std::vector<Element> both = h.elements();
  both.insert(both.end(), n.elements().begin(), n.elements().end());
  Subgroup const product = Subgroup::generated_by(h.group(), both);
  RC_ASSERT(product.order() * h.intersection(n).order() == h.order() * n.order());
  Inclusion const inside = as_group(h);
  Subgroup const meet = support::preimage_of(h.intersection(n), inside.into);
  Subgroup const image = support::image_of(h, quotient(n).projection);
  RC_ASSERT(is_isomorphic(quotient(meet).group, as_group(image).group));
}

/// (G / N) / (M / N) = G / M for N inside M.
RC_GTEST_PROP(HomomorphismLaws, ThirdTheorem, (Group const& g)) {
  std::vector<Subgroup> const normal = normal_subgroups(g);
  Subgroup const m = *rc::gen::elementOf(normal);
  Subgroup const n = m.intersection(*rc::gen::elementOf(normal));
  Quotient const by_n = quotient(n);
  Subgroup const above = support::image_of(m, by_n.projection);
  RC_ASSERT(above.is_normal());
  RC_ASSERT(is_isomorphic(quotient(above).group, quotient(m).group));
}

RC_GTEST_PROP(SubgroupLaws, LagrangeAndCosets, (Subgroup const& h)) {
  RC_ASSERT(h.order() * h.index() == h.group().order());
  std::vector<std::uint32_t> const coset = h.coset_numbers();
  std::vector<Element> const representatives = h.transversal();
  for (Element const g : h.group().elements()) {
    Element const t = representatives[coset[g.index()]];
    RC_ASSERT(h.contains(h.group().multiply(h.group().inverse(t), g)));
  }
  RC_ASSERT(Subgroup::generated_by(h.group(), h.generators()) == h);
}

RC_GTEST_PROP(SubgroupLaws, DerivedSubgroupIsTheLeastWithAbelianQuotient, (Group const& g)) {
  Subgroup const derived = derived_subgroup(g);
  for (Subgroup const& n : normal_subgroups(g)) {
    RC_ASSERT(quotient(n).group.is_abelian() == n.contains(derived));
  }
}

RC_GTEST_PROP(SubgroupLaws, ClassEquation, (Group const& g)) {
  std::size_t central = 0;
  std::size_t elements = 0;
  for (ConjugacyClass const& members : conjugacy_classes(g)) {
    elements += members.size();
    central += members.size() == 1 ? 1U : 0U;
    RC_ASSERT(members.size() * centralizer(g, members.front()).order() == g.order());
  }
  RC_ASSERT(elements == g.order());
  RC_ASSERT(central == centre(g).order());
}

} // namespace
} // namespace equivarify::algebra
