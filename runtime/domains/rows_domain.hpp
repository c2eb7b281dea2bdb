/// \file
/// Inputs that are listed one by one.
#ifndef EQUIVARIFY_RUNTIME_DOMAINS_ROWS_DOMAIN_HPP
#define EQUIVARIFY_RUNTIME_DOMAINS_ROWS_DOMAIN_HPP

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/domains/domain.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The rows of an array in their order; one can be there several times.
class RowsDomain final : public Domain {
public:
  /// The pictures of \p rows, called \p name.
  RowsDomain(std::string name, Dataset rows);

  [[nodiscard]] std::string name() const override { return name_; }

  [[nodiscard]] std::string digest() const override;

  [[nodiscard]] std::size_t size() const override { return rows_.size(); }

  void input(std::size_t index, std::span<float> x) const override;
  [[nodiscard]] std::optional<std::size_t> index_of(std::span<float const> x) const override;

private:
  /// The place in `table_` of the first row that equals \p x, or of the free one where it would be.
  [[nodiscard]] std::size_t place_of(std::span<float const> x) const;

  std::string name_;
  Dataset rows_;
  std::vector<std::uint32_t> table_; ///< a row + 1 at the place of its hash, or 0
};

/// The rows of the data file \p path that the network \p description takes.
///
/// \throws DataError when it is no such file, or a number in it is not finite.
[[nodiscard]] std::unique_ptr<Domain> read_rows(std::string const& path,
                                                Description const& description);

} // namespace equivarify::runtime

#endif
