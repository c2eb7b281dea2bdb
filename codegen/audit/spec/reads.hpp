/// \file
/// The values of a block and which layer reads which, as the auditor reads them.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_READS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_READS_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// The values that a layer reads, by number: 0 is what the block reads, i + 1 the output of its
/// layer i.
using Reads = std::vector<std::size_t>;

/// The values that each layer of \p block reads, a block of a spec in canonical form. \throws
/// Refusal for a name that is no earlier layer of the block, a layer that reads fewer or more
/// values than its type does, or one twice, and a value that nothing reads though it is not the
/// last.
[[nodiscard]] std::vector<Reads> reads_of(nlohmann::json const& block);

/// Whether some layer reads another value than that of the layer before alone.
[[nodiscard]] bool branches(std::vector<Reads> const& reads);

/// The maps that \p block is made of, one after another, as theorems speak of them: its layers, or,
/// where its values branch, all of them as one map. No layer has a name with a capital.
[[nodiscard]] std::vector<std::string> maps_of(nlohmann::json const& block);

} // namespace equivarify::audit

#endif
