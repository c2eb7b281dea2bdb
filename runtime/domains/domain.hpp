/// \file
/// A finite set of inputs.
#ifndef EQUIVARIFY_RUNTIME_DOMAINS_DOMAIN_HPP
#define EQUIVARIFY_RUNTIME_DOMAINS_DOMAIN_HPP

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace equivarify::runtime {

/// Inputs of a network, counted from 0. A zero in them has no sign.
class Domain {
public:
  Domain() = default;
  Domain(Domain const&) = delete;
  Domain(Domain&&) = delete;
  Domain& operator=(Domain const&) = delete;
  Domain& operator=(Domain&&) = delete;
  virtual ~Domain() = default;

  /// The text that names it, as read_domain takes it.
  [[nodiscard]] virtual std::string name() const = 0;

  /// The SHA-256 digest of what determines its inputs and their order.
  [[nodiscard]] virtual std::string digest() const = 0;

  /// How many inputs are counted.
  [[nodiscard]] virtual std::size_t size() const = 0;

  /// Sets \p x to the input number \p index.
  virtual void input(std::size_t index, std::span<float> x) const = 0;

  /// The first number that the input \p x has; none where it is not in the domain.
  [[nodiscard]] virtual std::optional<std::size_t> index_of(std::span<float const> x) const = 0;
};

} // namespace equivarify::runtime

#endif
