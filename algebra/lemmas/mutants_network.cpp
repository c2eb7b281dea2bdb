#include "equivarify/algebra/lemmas/mutant_parts.hpp"

#include <utility>

namespace equivarify::algebra::lemmas {

namespace {

/// A concatenation in which copy h sees s(\p source (h, g_i)) as its part i.
Construction wrong_concatenation(std::string name,
                                 std::string description,
                                 Element (*source)(Group const&, Element h, Element g)) {
  Construction result = variant(std::move(name), std::move(description));
  result.concatenate = [source](Group const& group, Tuple const& s, Element h) {
    return tabulate(group, [&](Element g) { return s[source(group, h, g).index()]; });
  };
  return result;
}

Construction wrong_label(std::string name,
                         std::string description,
                         CopyLabel (*extend)(Group const&, Element, CopyLabel const&)) {
  Construction result = variant(std::move(name), std::move(description));
  result.extend_label = extend;
  return result;
}

} // namespace

// Left out, for they are equivariant too: any fixed order of what a copy sees, such as s(h g_i^-1),
// its own copy repeated, or its sorted values. The layer's weights absorb them.
std::vector<Construction> concatenation_mutants() {
  Construction exchanged =
      variant("concatenation_exchanged", "the first two parts exchanged, but not for copy e");
  exchanged.concatenate =
      [concatenate = exchanged.concatenate](Group const& group, Tuple const& s, Element h) {
        Tuple seen = concatenate(group, s, h);
        if (h != group.identity()) {
          std::swap(seen[0], seen[1]);
        }
        return seen;
      };
  return {
      std::move(exchanged),
      wrong_concatenation("concatenation_backward",
                          "copy h sees (s(h^-1 g_0), s(h^-1 g_1), ...)",
                          [](Group const& group, Element h, Element g) {
                            return group.multiply(group.inverse(h), g);
                          }),
      wrong_concatenation(
          "concatenation_conjugated",
          "copy h sees (s(h g_0 h^-1), s(h g_1 h^-1), ...)",
          [](Group const& group, Element h, Element g) { return group.conjugate(g, h); }),
      wrong_concatenation("concatenation_one_too_far",
                          "copy h sees (s(a h g_0), s(a h g_1), ...), which no abelian group shows",
                          [](Group const& group, Element h, Element g) {
                            return group.multiply(last_element(group), group.multiply(h, g));
                          }),
      wrong_concatenation("concatenation_of_first",
                          "every copy sees copy e alone, again and again",
                          [](Group const& group, Element, Element) { return group.identity(); }),
  };
}

std::vector<Construction> label_mutants() {
  return {
      wrong_label("labels_right_for_left",
                  "multiplied on the right, which no abelian group shows: g (h, c) = (h g, c)",
                  [](Group const& group, Element g, CopyLabel const& y) {
                    return CopyLabel{group.multiply(y.copy, g), y.label};
                  }),
      wrong_label("labels_still",
                  "the copy does not move: g (h, c) = (h, c)",
                  [](Group const&, Element, CopyLabel const& y) { return y; }),
      wrong_label("labels_conjugated",
                  "conjugated: g (h, c) = (g h g^-1, c)",
                  [](Group const& group, Element g, CopyLabel const& y) {
                    return CopyLabel{group.conjugate(y.copy, g), y.label};
                  }),
      wrong_label(
          "labels_lose_the_class",
          "the class becomes 0 as soon as the picture is turned",
          [](Group const& group, Element g, CopyLabel const& y) {
            return CopyLabel{group.multiply(g, y.copy), g == group.identity() ? y.label : Label{0}};
          }),
      wrong_label("labels_one_too_far",
                  "one copy too far: g (h, c) = (g h a, c)",
                  [](Group const& group, Element g, CopyLabel const& y) {
                    Element const h = group.multiply(g, y.copy);
                    return CopyLabel{group.multiply(h, last_element(group)), y.label};
                  }),
  };
}

} // namespace equivarify::algebra::lemmas
