/// \file
/// The check of a whole domain as JSON: of its shards, and of all of it, the certificate.
#ifndef EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_JSON_HPP
#define EQUIVARIFY_RUNTIME_COMMANDS_DOMAIN_JSON_HPP

#include "equivarify/runtime/commands/results_json_parts.hpp"
#include "equivarify/runtime/domains/domain.hpp"
#include "equivarify/runtime/domains/domain_check.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// What was checked, with which weights.
struct DomainSubject {
  Description const& network;
  Domain const& domain;
  std::string domain_sha256;  ///< its digest
  std::string weights_sha256; ///< of the file
};

/// The result of the shard of the inputs \p part as JSON.
[[nodiscard]] Json shard_json(Description const& network, Range part, DomainReport const& report);

/// The shard of the inputs \p part that shard_json() wrote as \p text; nothing where it cannot
/// have.
[[nodiscard]] std::optional<Json>
read_shard_json(Description const& network, Range part, std::string const& text);

/// The certificate: what was checked, the sums over \p shards, the first difference, and a row for
/// each shard. It does not depend on who did them.
[[nodiscard]] Json certificate_json(DomainSubject const& subject, std::vector<Json> const& shards);

/// A shard's row in the certificate.
[[nodiscard]] Json shard_row(Json const& shard);

/// The certificate in the file \p path, of which only the name of the domain is checked.
///
/// \throws DataError when it is none, larger than 256 MiB, or nested deeper than certificates are.
[[nodiscard]] Json read_domain_certificate(std::filesystem::path const& path);

/// What is wrong within \p certificate, as one for \p subject: another network, domain or weights,
/// rows that do not cover the domain, sums that are not those of the rows. Empty: nothing.
[[nodiscard]] std::string certificate_fault(DomainSubject const& subject, Json const& certificate);

} // namespace equivarify::runtime

#endif
