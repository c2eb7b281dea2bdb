#include "equivarify/codegen/audit/translation/header_tables.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/translation/exact_matrix.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <utility>

namespace equivarify::audit {
namespace {

/// A ring of matrices: of how many rows, and over numbers of which dimension.
struct Block {
  std::size_t size = 0;
  std::size_t ring = 0;
};

std::vector<float> floats_of(ExactMatrix const& matrix) {
  std::vector<float> entries;
  for (std::int64_t const numerator : matrix.numerators) {
    entries.push_back(static_cast<float>(static_cast<double>(numerator) /
                                         static_cast<double>(matrix.denominator)));
  }
  return entries;
}

/// Reads the members of a struct in code without blanks.
class TableReader {
public:
  explicit TableReader(std::string const& header) {
    std::string const head = "structFourierTables{";
    std::size_t const begin = header.find(head);
    demand(begin != std::string::npos && header.find(head, begin + 1) == std::string::npos,
           "the header has not exactly one struct FourierTables");
    // Lists of the struct end in `}` and its members in `;`, so the first `};};` is its end.
    text_ = header.substr(begin + head.size(), header.find("};};", begin) - begin);
  }

  [[nodiscard]] std::size_t number(std::string const& name) const {
    return whole(after("std::size_t" + name + "=", ";"));
  }

  [[nodiscard]] std::vector<std::size_t> numbers(std::string const& name, std::size_t count) const {
    std::vector<std::size_t> result;
    for (std::string const& item : items(name, count)) {
      result.push_back(whole(item));
    }
    return result;
  }

  [[nodiscard]] std::vector<float> floats(std::string const& name, std::size_t count) const {
    std::vector<float> result;
    for (std::string const& item : items(name, count)) {
      char* end = nullptr;
      result.push_back(std::strtof(item.c_str(), &end));
      demand(end == item.c_str() + item.size() - 1 && *end == 'F', "an entry that is no float");
    }
    return result;
  }

  [[nodiscard]] std::vector<Block> blocks() const {
    std::vector<Block> result;
    std::string const list = after("rt::MatrixRingblocks[]{", "};");
    for (std::size_t begin = 0; begin < list.size();) {
      std::size_t const end = std::min(list.find('}', begin), list.size());
      std::string const block = list.substr(begin, end - begin);
      std::size_t const comma = block.find(",.ring=");
      demand(block.starts_with("{.size=") && comma != std::string::npos &&
                 result.size() < bounds::copies,
             "blocks that are none");
      result.push_back({whole(block.substr(7, comma - 7)), whole(block.substr(comma + 7))});
      begin = end + 2;
    }
    return result;
  }

private:
  [[nodiscard]] std::string after(std::string const& name, std::string const& end) const {
    std::size_t const begin = text_.find(name);
    demand(begin != std::string::npos, "FourierTables has no " + name);
    std::size_t const first = begin + name.size();
    return text_.substr(first, text_.find(end, first) - first);
  }

  [[nodiscard]] std::vector<std::string> items(std::string const& name, std::size_t count) const {
    std::string const list = after(">" + name + "{", "}") + ",";
    std::vector<std::string> result;
    for (std::size_t begin = 0; begin < list.size() && result.size() <= count;) {
      std::size_t const end = list.find(',', begin);
      result.push_back(list.substr(begin, end - begin));
      begin = end + 1;
    }
    demand(result.size() == count && !result.front().empty(),
           "FourierTables has another number of entries in " + name);
    return result;
  }

  static std::size_t whole(std::string const& digits) {
    bool const is_one = !digits.empty() && digits.size() < 9 &&
                        (digits.size() == 1 || digits.front() != '0') && // no octal one
                        digits.find_first_not_of("0123456789") == std::string::npos;
    demand(is_one, "a table of the header with an entry that is no number");
    return std::strtoul(digits.c_str(), nullptr, 10);
  }

  std::string text_;
};

/// The transform of the copies: signs over the subgroup, then a matrix for each of its characters.
std::vector<float> input_of(TableReader const& reader, std::size_t order) {
  std::size_t const signs = reader.number("butterflies");
  demand(signs != 0 && order % signs == 0, "butterflies that do not divide the order");
  std::size_t const cosets = order / signs;
  std::vector<std::size_t> const place = reader.numbers("place", order);
  std::vector<std::size_t> const slot = reader.numbers("slot", order);
  std::vector<float> const analysis = reader.floats("analysis", order * cosets);
  demand(*std::max_element(place.begin(), place.end()) < order &&
             *std::max_element(slot.begin(), slot.end()) < order,
         "a place or a slot that is not there");
  std::vector<float> matrix(order * order);
  for (std::size_t row = 0; row < order; ++row) {
    for (std::size_t i = 0; i < order; ++i) {
      float const entry = analysis[row * cosets + i / signs];
      bool const is_negative = std::popcount((i % signs) & (row / cosets)) % 2 != 0;
      matrix[slot[row] * order + place[i]] = is_negative ? -entry : entry;
    }
  }
  return matrix;
}

/// The products of matrices of which the first row of each block row is kept.
std::vector<std::array<std::size_t, 3>> products_of(std::vector<Block> const& blocks) {
  std::vector<std::array<std::size_t, 3>> products;
  std::size_t slot = 0;
  std::size_t product = 0;
  for (Block const& block : blocks) {
    std::size_t const d = block.size * block.ring;
    demand(d != 0 && d <= bounds::copies, "a block of no size");
    for (std::size_t row = 0; row < d; ++row, product += d) {
      std::size_t const first = slot + row / block.ring * d + row % block.ring;
      for (std::size_t i = 0; i < block.size * d; ++i) {
        products.push_back({first + i / d * block.ring, slot + i, product + i % d});
      }
    }
    slot += block.size * d;
  }
  std::sort(products.begin(), products.end());
  return products;
}

} // namespace

TransformTables tables_of_scheme(Node const& node, std::size_t order) {
  TransformTables tables{.order = order,
                         .input = floats_of(exact_matrix(node.at("input"), order, order)),
                         .weights = floats_of(exact_matrix(node.at("weights"), order, order))};
  Node const forward = node.at("forward");
  for (std::size_t i = 0; i < forward.length(1, bounds::scheme_products); ++i) {
    std::vector<std::uint32_t> const term =
        forward.at(i).integers(static_cast<std::uint32_t>(bounds::scheme_products));
    tables.products.push_back({term[0], term[1], term[2]});
  }
  return tables;
}

void check_tables(std::string const& header, TransformTables due) {
  TableReader const reader{header};
  demand(reader.number("order") == due.order, "FourierTables is of another order");
  demand(input_of(reader, due.order) == due.input,
         "FourierTables of the header is another transform than that of the certificate");
  demand(reader.floats("weights", due.order * due.order) == due.weights,
         "FourierTables of the header transforms weights otherwise than the certificate");
  std::sort(due.products.begin(), due.products.end());
  demand(products_of(reader.blocks()) == due.products,
         "FourierTables of the header has other products than the certificate");
}

} // namespace equivarify::audit
