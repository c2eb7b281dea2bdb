#include "equivarify/codegen/audit/translation/head_judge.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/translation/mean_judge.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>

namespace equivarify::audit {
namespace {

/// Entry `place` of a vector, or minus that.
struct SignedEntry {
  std::size_t place = 0;
  bool is_negative = false;

  [[nodiscard]] SignedEntry times(bool negative) const { return {place, is_negative != negative}; }

  friend bool operator==(SignedEntry const&, SignedEntry const&) = default;
};

/// Where each element of H takes the entries of k v from.
class Moves {
public:
  explicit Moves(ActionDue const& due) : rows_(due.rows) {
    for (std::size_t i = 0; i < due.entries; ++i) {
      rows_[0].push_back({i, false});
    }
    for (ActionStep const& step : due.steps) {
      std::vector<SignedEntry> row;
      for (std::uint32_t const source : due.movers[step.mover]) {
        row.push_back(rows_[step.from][source % due.entries].times(source >= due.entries));
      }
      rows_[step.to] = std::move(row);
    }
  }

  /// The entry of v that is entry \p i of k v, for row number \p k.
  [[nodiscard]] SignedEntry source(std::size_t k, std::size_t i) const { return rows_[k][i]; }

private:
  std::vector<std::vector<SignedEntry>> rows_;
};

/// A head on the copies of a group with a table.
class HeadTerms {
public:
  HeadTerms(OutputDue const& output, std::vector<Images> const& table)
      : output_{output}, table_{table}, moves_{output.action}, row_of_(table.size(), none) {
    for (std::size_t k = 0; k < output.elements.size(); ++k) {
      row_of_[output.elements[k]] = k;
    }
  }

  /// Whether the terms of R(a s) are those of R(s), each mean of them with one sign.
  [[nodiscard]] bool move_with(std::uint32_t a) const {
    return std::all_of(output_.cosets.begin(), output_.cosets.end(), [&](std::uint32_t t) {
      return moves_coset(table_[inverse(a)][t]);
    });
  }

private:
  static constexpr std::size_t none = SIZE_MAX;

  [[nodiscard]] std::uint32_t inverse(std::uint32_t a) const {
    return static_cast<std::uint32_t>(std::find(table_[a].begin(), table_[a].end(), 0U) -
                                      table_[a].begin());
  }

  /// Of the coset t H whose a^-1 t is \p moved = u h: whether entry i of k s(u h k) is, for each k
  /// in H, with one sign, an entry of h k s(u h k), that one of R(s)(u) which h^-1 brings to i.
  [[nodiscard]] bool moves_coset(std::uint32_t moved) const {
    for (std::uint32_t const u : output_.cosets) {
      std::uint32_t const h = table_[inverse(u)][moved];
      if (row_of_[h] != none) {
        return has_terms_of(h);
      }
    }
    return false;
  }

  [[nodiscard]] bool has_terms_of(std::uint32_t h) const {
    std::size_t const back = row_of_[inverse(h)];
    std::vector<std::size_t> rows; // of h k
    for (std::uint32_t const k : output_.elements) {
      rows.push_back(row_of_[table_[h][k]]);
    }
    if (back == none || std::find(rows.begin(), rows.end(), none) != rows.end()) {
      return false; // these elements are no subgroup
    }
    for (std::size_t i = 0; i < output_.action.entries; ++i) {
      SignedEntry const of_u = moves_.source(back, i);
      for (std::size_t k = 0; k < rows.size(); ++k) {
        if (moves_.source(k, i) != moves_.source(rows[k], of_u.place).times(of_u.is_negative)) {
          return false;
        }
      }
    }
    return true;
  }

  OutputDue const& output_;
  std::vector<Images> const& table_;
  Moves moves_;
  std::vector<std::size_t> row_of_; ///< of each element of H, by its number
};

} // namespace

void judge_heads(Node const& means,
                 std::vector<OutputDue> const& outputs,
                 std::vector<Images> const& table,
                 Images const& generators) {
  std::set<std::size_t> numbers;
  std::size_t terms = 0;
  for (OutputDue const& output : outputs) {
    numbers.insert(output.elements.size());
    terms += table.size() * output.action.entries * generators.size();
  }
  demand(terms <= bounds::head_terms, "too large: the terms of all means, for all generators");
  std::vector<std::string> keys;
  for (std::size_t const number : numbers) {
    keys.push_back(std::to_string(number));
  }
  means.expect_keys(keys, {});
  for (std::size_t const number : numbers) {
    judge_mean(means.at(std::to_string(number)), number);
  }
  for (OutputDue const& output : outputs) {
    HeadTerms const head{output, table};
    for (std::uint32_t const generator : generators) {
      demand(head.move_with(generator),
             "moved copies do not give the moved output to the bit: " + output.members.front());
    }
  }
}

} // namespace equivarify::audit
