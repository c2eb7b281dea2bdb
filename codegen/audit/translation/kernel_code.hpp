/// \file
/// The types of generated code that layers of a spec may be, as the auditor writes them.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_KERNEL_CODE_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_KERNEL_CODE_HPP

#include "equivarify/codegen/audit/spec/layer_class.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// A value of generated code, in the words of a header.
struct CodeValue {
  std::string type; ///< of the layer that makes it
  ValueShape shape; ///< of one copy; vectors keep that of the image that they were
  bool is_vector = false;
  std::size_t gathered = 1; ///< copies that one vector holds

  [[nodiscard]] std::size_t size() const { return gathered * shape.size(); }
};

/// Where a layer stands.
struct CodePlace {
  std::vector<CodeValue> reads;
  ValueShape output;
  std::size_t copies = 1;
  bool relu = false; ///< one follows and is part of it
  bool bf16 = false; ///< its weights are used as bf16 numbers, no normalisation scales them
};

/// By which means a weighted layer is computed.
struct WeightedCode {
  std::string scheme; ///< over the copies; empty where none is named
  bool tiles = false; ///< Winograd's
};

/// \p code with each `rt::bits_of(0.5F)` in one notation. \throws Refusal for another number there.
[[nodiscard]] std::string in_one_notation(std::string const& code);

/// The same without blanks and commas that end a list.
[[nodiscard]] std::string normal_code(std::string const& code);

/// \throws Refusal unless \p code, in its normal form, is what \p layer of the class \p kind, one
/// without weights or a normalisation, is at \p place.
void check_code(std::string const& code,
                nlohmann::json const& layer,
                LayerClass kind,
                CodePlace const& place);

/// The same for \p layer, a weighted one: any scheme over the copies, and tiles where windows are
/// of 3x3, stride 1 and one group on a plane with zeros around it.
[[nodiscard]] WeightedCode check_weighted_code(std::string const& code,
                                               nlohmann::json const& layer,
                                               LayerClass kind,
                                               CodePlace const& place);

/// The same for a normalisation of \p channels channels that is part of the layer before.
void check_folded_code(std::string const& code, nlohmann::json const& layer, std::size_t channels);

} // namespace equivarify::audit

#endif
