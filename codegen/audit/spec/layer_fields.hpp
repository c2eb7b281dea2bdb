/// \file
/// The fields of each type of layer, as the auditor knows them.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_FIELDS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_FIELDS_HPP

#include "equivarify/codegen/audit/spec/node.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace equivarify::audit {

/// A field of a layer, its canonical form and, if it may be left out, its default: a value, or the
/// name of another field. Without either it must be there.
struct Field {
  std::string name;
  nlohmann::json (*read)(Node const&);
  nlohmann::json otherwise{};
  std::string as{};
  bool is_late = false; ///< the default is left out, for the digests of specs from before it
};

struct LayerKind {
  std::vector<Field> fields;
};

/// All types of layers, by name.
[[nodiscard]] std::map<std::string, LayerKind> const& layer_kinds();

} // namespace equivarify::audit

#endif
