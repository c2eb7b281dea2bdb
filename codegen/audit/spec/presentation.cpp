#include "equivarify/codegen/audit/spec/presentation.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"
#include "equivarify/codegen/audit/spec/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <sstream>

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

/// Where the generators take cosets, as far as it is known, and which cosets are one.
class Cosets {
public:
  explicit Cosets(std::size_t generators) : to_(generators) { add(); }

  [[nodiscard]] std::size_t size() const { return same_as_.size(); }

  [[nodiscard]] bool is_first(std::uint32_t coset) const { return same_as_[coset] == coset; }

  /// Makes \p relator lead from \p coset back to it, through new cosets where it must.
  void close(std::uint32_t coset, Word const& relator) {
    std::uint32_t front = first(coset);
    std::size_t i = 0;
    while (i + 1 < relator.size() && entry(front, relator[i]) != nowhere) {
      front = follow(front, relator[i++]);
    }
    std::uint32_t back = first(coset);
    std::size_t end = relator.size();
    while (end > i + 1 && entry(back, opposite(relator[end - 1])) != nowhere) {
      back = follow(back, opposite(relator[--end]));
    }
    while (i + 1 < end) {
      front = follow(front, relator[i++]);
    }
    connect(front, relator[i], back);
  }

  /// Makes \p generator and its inverse lead somewhere from \p coset.
  void fill(std::uint32_t coset, std::size_t generator) {
    follow(coset, {generator, false});
    follow(coset, {generator, true});
  }

  /// How the inverse of \p generator acts on the cosets from the right: on elements, the generator
  /// from the left.
  [[nodiscard]] Images images(std::size_t generator) {
    Images number(size(), nowhere);
    std::uint32_t count = 0;
    for (std::uint32_t coset = 0; coset < size(); ++coset) {
      number[coset] = is_first(coset) ? count++ : nowhere;
    }
    Images result;
    for (std::uint32_t coset = 0; coset < size(); ++coset) {
      if (is_first(coset)) {
        result.push_back(number[first(to_[generator][1][coset])]);
      }
    }
    return result;
  }

private:
  /// The coset that stands for \p coset; the way there becomes shorter.
  std::uint32_t first(std::uint32_t coset) {
    while (same_as_[coset] != coset) {
      same_as_[coset] = same_as_[same_as_[coset]];
      coset = same_as_[coset];
    }
    return coset;
  }

  static Letter opposite(Letter const& letter) { return {letter.generator, !letter.inverted}; }

  std::uint32_t& entry(std::uint32_t coset, Letter const& letter) {
    return to_[letter.generator][letter.inverted ? 1 : 0][coset];
  }

  std::uint32_t add() {
    if (size() >= bounds::cosets) {
      throw Refusal{"too large: a presentation with more than " + std::to_string(bounds::cosets) +
                    " cosets on the way"};
    }
    auto const coset = static_cast<std::uint32_t>(size());
    same_as_.push_back(coset);
    for (auto& columns : to_) {
      columns[0].push_back(nowhere);
      columns[1].push_back(nowhere);
    }
    return coset;
  }

  std::uint32_t follow(std::uint32_t coset, Letter const& letter) {
    if (++steps_ > bounds::coset_steps) {
      throw Refusal{"too large: a presentation that takes more than " +
                    std::to_string(bounds::coset_steps) + " steps"};
    }
    coset = first(coset);
    std::uint32_t const known = entry(coset, letter);
    if (known != nowhere) {
      return first(known);
    }
    std::uint32_t const added = add();
    connect(coset, letter, added);
    return first(added);
  }

  /// \p letter leads from \p from to \p to; if that makes cosets one, what follows from it too.
  void connect(std::uint32_t from, Letter const& letter, std::uint32_t to) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> equal;
    join(from, letter, to, equal);
    while (!equal.empty()) {
      std::uint32_t const a = first(equal.back().first);
      std::uint32_t const b = first(equal.back().second);
      equal.pop_back();
      if (a != b) {
        merge(std::min(a, b), std::max(a, b), equal);
      }
    }
  }

  template <class Pairs>
  void join(std::uint32_t from, Letter letter, std::uint32_t to, Pairs& equal) {
    for (int way = 0; way < 2; ++way) {
      std::uint32_t& known = entry(from, letter);
      if (known == nowhere) {
        known = to;
      } else {
        equal.emplace_back(known, to);
      }
      std::swap(from, to);
      letter = opposite(letter);
    }
  }

  template <class Pairs>
  void merge(std::uint32_t kept, std::uint32_t gone, Pairs& equal) {
    same_as_[gone] = kept;
    for (std::size_t generator = 0; generator < to_.size(); ++generator) {
      for (bool const inverted : {false, true}) {
        std::uint32_t const to = entry(gone, {generator, inverted});
        if (to != nowhere) {
          join(kept, {generator, inverted}, first(to), equal);
        }
      }
    }
  }

  std::vector<std::array<Images, 2>> to_; ///< by generator; forward and backward
  Images same_as_;                        ///< another coset that is the same, or itself
  std::size_t steps_ = 0;
};

/// The relators that \p relation, WORD or WORD = WORD = ..., states.
std::vector<Word> relators_of(std::string const& relation,
                              std::vector<std::string> const& names,
                              std::size_t& letters) {
  std::vector<Word> words;
  for (std::size_t start = 0, end = 0; end != std::string::npos; start = end + 1) {
    end = relation.find('=', start);
    std::size_t const length = end == std::string::npos ? end : end - start;
    words.push_back(read_word(relation.substr(start, length), names, letters));
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    Word const back = inverse(words.front());
    letters -= std::min(letters, back.size());
    words[i].insert(words[i].end(), back.begin(), back.end());
  }
  if (words.size() > 1) {
    words.erase(words.begin());
  }
  std::erase_if(words, [](Word const& word) { return word.empty(); });
  return words;
}

std::vector<Word>
all_relators(json const& form, std::vector<std::string> const& names, std::size_t& letters) {
  std::vector<Word> relators;
  for (json const& relation : form.at("relations")) {
    for (Word& relator : relators_of(relation.get<std::string>(), names, letters)) {
      relators.push_back(std::move(relator));
    }
  }
  return relators;
}

} // namespace

Group presented_group(json const& form, std::size_t& letters) {
  auto const names = form.at("generators").get<std::vector<std::string>>();
  if (std::set<std::string>(names.begin(), names.end()).size() != names.size()) {
    throw Refusal{"a presentation has two generators of one name"};
  }
  std::vector<Word> const relators = all_relators(form, names, letters);
  Cosets cosets{names.size()};
  for (std::uint32_t coset = 0; coset < cosets.size(); ++coset) {
    for (std::size_t i = 0; i < relators.size() && cosets.is_first(coset); ++i) {
      cosets.close(coset, relators[i]);
    }
    for (std::size_t k = 0; k < names.size() && cosets.is_first(coset); ++k) {
      cosets.fill(coset, k);
    }
  }
  NamedImages generators;
  for (std::size_t k = 0; k < names.size(); ++k) {
    generators.emplace_back(names[k], cosets.images(k));
  }
  Group result = close_regular(generators);
  if (form.contains("max_cosets") && form["max_cosets"].get<std::size_t>() < result.order()) {
    refuse("max-cosets", "a presented group of more elements than its max_cosets");
  }
  return result;
}

} // namespace equivarify::audit
