/// \file
/// Whether steps that compare two keys and exchange them sort all keys, whatever these are.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_TERM_ORDER_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_TERM_ORDER_HPP

#include "equivarify/codegen/audit/spec/bounds.hpp"

#include <bitset>
#include <cstddef>
#include <vector>

namespace equivarify::audit {

/// Keys in places, which are compared and exchanged.
///
/// Steps that do not depend on the keys sort all of them if they sort all keys that are 0 or 1 (D.
/// E. Knuth, The Art of Computer Programming 3, theorem 5.3.4 Z). Of these only those are gone
/// through that earlier steps leave: places that were never compared with one another, on either
/// side, are taken for independent, so that a merge of two sorted halves of n keys has (n + 1)^2
/// cases and not 2^(2 n).
class TermOrder {
public:
  /// Nothing is known of \p places keys, at most bounds::copies.
  explicit TermOrder(std::size_t places);

  /// Puts the smaller one of the keys at \p low and \p high, which differ, at \p low. \throws
  /// Refusal if there are more cases than bounds allow.
  void exchange(std::size_t low, std::size_t high);

  /// Whether the keys at 0, 1, 2, ... are in order, the smallest first.
  [[nodiscard]] bool is_sorted();

private:
  using Case = std::bitset<bounds::copies>; ///< of keys that are 0 or 1

  /// Puts the places of \p b to those of \p a.
  void join(std::size_t a, std::size_t b);

  std::vector<std::size_t> part_of_;     ///< of each place
  std::vector<std::vector<Case>> cases_; ///< of each part, with 0 at places of others
  std::size_t work_ = 0;
};

} // namespace equivarify::audit

#endif
