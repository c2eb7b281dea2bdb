/// \file
/// Domains from their names.
#ifndef EQUIVARIFY_RUNTIME_DOMAINS_READ_DOMAIN_HPP
#define EQUIVARIFY_RUNTIME_DOMAINS_READ_DOMAIN_HPP

#include "equivarify/runtime/domains/domain.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <memory>
#include <string>

namespace equivarify::runtime {

/// The domain that \p name names, of inputs of the network \p description:
/// - `bits:N`: all inputs with entries 0 and 1, N being their number; `signs:N`: -1 and 1;
/// - `levels:V,V,...`: all inputs whose entries are in a list of numbers;
/// - `tic_tac_toe`: the 5,478 positions that play reaches, in two planes of 3 x 3;
/// - `reachable:FILE`: all that moves make of one input; see read_reachable;
/// - anything else is a data file, whose rows are the inputs.
///
/// \throws DataError when it does not fit the network, or the file cannot be read.
[[nodiscard]] std::unique_ptr<Domain> read_domain(std::string const& name,
                                                  Description const& description);

/// Why \p name names no domain for read_domain(), as far as that is told without reading a file;
/// empty: it may well be one.
[[nodiscard]] std::string domain_fault(std::string const& name, Description const& description);

/// The ways to write a domain, for help and messages.
[[nodiscard]] std::string domain_forms();

} // namespace equivarify::runtime

#endif
