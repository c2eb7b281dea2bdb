/// \file
/// The members of structs of sizes in generated code, those at their defaults left out.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_SIZE_LIST_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_TRANSLATION_SIZE_LIST_HPP

#include "equivarify/codegen/audit/spec/layer_class.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>

namespace equivarify::audit {

/// The float nearest to \p number, as a template argument in normal form.
[[nodiscard]] std::string bits_text(double number);

/// Of a dense \p layer on \p gathered copies of \p input, whose weights are used as bf16 numbers or
/// as floats.
[[nodiscard]] std::string
dense_sizes(nlohmann::json const& layer, ValueShape const& input, std::size_t gathered, bool bf16);

/// Of \p layer, whose windows on \p input make \p filters channels.
[[nodiscard]] std::string conv_sizes(nlohmann::json const& layer,
                                     Window const& window,
                                     ValueShape const& input,
                                     std::size_t filters);

/// Of a pool; \p counts_margins: they count as zeros.
[[nodiscard]] std::string
pool_sizes(Window const& window, ValueShape const& input, bool counts_margins);

} // namespace equivarify::audit

#endif
