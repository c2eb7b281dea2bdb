/// \file
/// All inputs whose entries are from a list of numbers.
#ifndef EQUIVARIFY_RUNTIME_DOMAINS_LEVELS_DOMAIN_HPP
#define EQUIVARIFY_RUNTIME_DOMAINS_LEVELS_DOMAIN_HPP

#include "equivarify/runtime/domains/domain.hpp"

#include <string>
#include <vector>

namespace equivarify::runtime {

/// All vectors of some entries from a list of numbers, as words over it in alphabetical order.
class LevelsDomain final : public Domain {
public:
  /// All vectors of \p entries entries from \p levels, called \p name.
  ///
  /// \throws DataError when a level is there twice or is not finite, or where there are more than
  /// 2^48 vectors.
  LevelsDomain(std::string name, std::vector<float> levels, std::size_t entries);

  [[nodiscard]] std::string name() const override { return name_; }

  [[nodiscard]] std::string digest() const override;

  [[nodiscard]] std::size_t size() const override { return size_; }

  void input(std::size_t index, std::span<float> x) const override;
  [[nodiscard]] std::optional<std::size_t> index_of(std::span<float const> x) const override;

private:
  std::string name_;
  std::vector<float> levels_;
  std::size_t entries_;
  std::size_t size_ = 1;
};

} // namespace equivarify::runtime

#endif
