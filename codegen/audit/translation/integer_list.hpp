/// \file
/// The list of integer layers in a header, as another text of the network.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_INTEGER_LIST_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_INTEGER_LIST_HPP

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <string>

namespace equivarify::audit {

/// A struct of a header that is a layer of the spec.
struct LayerStruct {
  std::string layer;        ///< its name
  bool relu = false;        ///< one follows and is part of it
  bool sums = false;        ///< over the copies of what it reads
  std::size_t channels = 1; ///< of what it makes
};

/// What the list of integer layers must be: another text of the network.
struct IntegersDue {
  nlohmann::json spec{}; ///< in canonical form, its parts joined
  std::size_t copies = 1;
  std::map<std::string, LayerStruct> structs{}; ///< of the header, by name
};

/// Refuses unless \p declaration, the struct Integers of a header, says why there are no integer
/// layers, or lists layers that put together, each with the name of its layer, are the spec. What
/// a layer is in integers follows from the type of its struct. \throws Refusal
void judge_integers(IntegersDue const& due, std::string const& declaration);

} // namespace equivarify::audit

#endif
