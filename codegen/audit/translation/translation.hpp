/// \file
/// What the structs of a generated header are judged by.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_TRANSLATION_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_TRANSLATION_HPP

#include "equivarify/codegen/audit/translation/kernel_code.hpp"
#include "equivarify/codegen/audit/translation/scheme_judge.hpp"
#include "equivarify/codegen/audit/translation/terms.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace equivarify::audit {

/// A spec, and what was found out about it and about schemes.
struct Translation {
  nlohmann::json const& spec;                            ///< in canonical form, its parts joined
  std::map<std::string, nlohmann::json const*> layers{}; ///< of the spec, by name
  std::size_t copies = 1;
  bool trains = false;
  std::map<std::string, GroupScheme> schemes{}; ///< by what the code calls them
  bool has_tiles = false;                       ///< that were judged
};

/// The value of a struct.
struct Made {
  MapTerm term = 0;
  CodeValue code;
  bool sums = false; ///< over the copies of what it reads
};

/// A normalisation that is part of another struct.
struct FoldedNorm {
  std::string layer; ///< of the spec
  std::string code;
};

/// A struct of a header, its code in normal form.
struct Struct {
  std::string type;
  std::string code;
  std::vector<std::string> layers; ///< of the spec that it is, a fused relu being `relu`
  std::vector<Made> reads;
};

/// What \p found, which is layers of the spec, makes. \p norms: those that can be part of it, by
/// type. \throws Refusal unless its code is that of its layers.
[[nodiscard]] Made made_by_layers(Struct const& found,
                                  std::map<std::string, FoldedNorm> const& norms,
                                  Translation const& translation,
                                  MapTerms& terms);

/// Whether layers of the class \p kind have weights that they sum by.
[[nodiscard]] bool is_weighted(LayerClass kind);

/// The layer of the spec called \p name. \throws Refusal if there is none.
[[nodiscard]] nlohmann::json const& layer_called(std::string const& name,
                                                 Translation const& translation);

} // namespace equivarify::audit

#endif
