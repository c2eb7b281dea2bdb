/// \file
/// What a network computes, as terms: two networks with the same term are the same map.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_TERMS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_TERMS_HPP

#include "equivarify/codegen/audit/spec/layer_class.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::audit {

/// The number of a term.
using MapTerm = std::size_t;

/// Terms over copies, in a normal form, each kept once. A term stands for a map from inputs to
/// copies of a value; layers act copy by copy.
///
/// One equation is used: layers that treat each channel of the concatenated copies alike commute
/// with the concatenation, so that it stands as far outside as it can.
class MapTerms {
public:
  /// Over \p copies copies: one alone is its own concatenation.
  explicit MapTerms(std::size_t copies) : copies_{copies} {}

  /// What the network reads, lifted.
  [[nodiscard]] MapTerm input();

  /// The copies of \p term put together as channels: s(h g_0), s(h g_1), ... at h.
  [[nodiscard]] MapTerm concatenated(MapTerm term);

  /// The layer called \p name, of the class \p kind, on the values \p terms. Where the number of
  /// its weights depends on what it reads, \p name says that number too.
  [[nodiscard]] MapTerm
  applied(std::string const& name, LayerClass kind, std::vector<MapTerm> terms);

  /// \p name, no layer of the spec, on \p term.
  [[nodiscard]] MapTerm ended(std::string const& name, MapTerm term);

private:
  [[nodiscard]] MapTerm number_of(std::string const& name, std::vector<MapTerm> const& terms);
  [[nodiscard]] bool are_concatenated(std::vector<MapTerm> const& terms) const;

  std::size_t copies_;
  std::map<std::pair<std::string, std::vector<MapTerm>>, MapTerm> numbers_;
  std::vector<std::vector<MapTerm>>
      concatenations_; ///< of each term: what is concatenated, if it is
};

} // namespace equivarify::audit

#endif
