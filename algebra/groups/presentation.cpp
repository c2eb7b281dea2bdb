#include "equivarify/algebra/presentation.hpp"

#include "equivarify/algebra/closure.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/group_builder.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace equivarify::algebra {

namespace {

std::vector<std::string> split_at_equals(std::string const& relation) {
  std::vector<std::string> sides;
  std::size_t start = 0;
  for (std::size_t end = 0; end != std::string::npos; start = end + 1) {
    end = relation.find('=', start);
    sides.push_back(relation.substr(start, end == std::string::npos ? end : end - start));
  }
  return sides;
}

/// Without a first letter that the last one cancels.
SignedWord cyclically_reduced(SignedWord word) {
  std::size_t first = 0;
  std::size_t last = word.size();
  while (first + 1 < last && word[first].generator == word[last - 1].generator &&
         word[first].inverted != word[last - 1].inverted) {
    ++first;
    --last;
  }
  return {word.begin() + static_cast<std::ptrdiff_t>(first),
          word.begin() + static_cast<std::ptrdiff_t>(last)};
}

/// For each relator how often each generator is in it, inverses counted as -1.
std::vector<std::vector<BigInteger>> exponents_of(Presentation const& presentation) {
  std::vector<std::vector<BigInteger>> rows;
  for (SignedWord const& relator : presentation.relators) {
    std::vector<std::int64_t> counts(presentation.generators.size());
    for (Letter const letter : relator) {
      counts[letter.generator] += letter.inverted ? -1 : 1;
    }
    rows.emplace_back(counts.begin(), counts.end());
  }
  return rows;
}

/// A generator of which no power but e is trivial once all commutes. \pre there is one
std::string endless_generator(Presentation const& presentation) {
  std::size_t const count = presentation.generators.size();
  std::size_t const rank = abelianization(presentation).free_rank;
  for (std::size_t k = 0; k < count; ++k) {
    std::vector<std::vector<BigInteger>> rows = exponents_of(presentation);
    rows.emplace_back(count)[k] = 1;
    if (quotient_of_integers(std::move(rows), count).free_rank < rank) {
      return presentation.generators[k];
    }
  }
  throw InternalError("the free rank of an abelianization is that of no generator");
}

void require_finite_abelianization(Presentation const& presentation) {
  AbelianInvariants const abelian = abelianization(presentation);
  if (abelian.free_rank == 0) {
    return;
  }
  std::string const generator = endless_generator(presentation);
  throw AlgebraError(fmt::format(
      "the group is infinite: made abelian it is {}, of free rank {}, in which no power "
      "of {} is e; for a finite group add relations, such as '{}^4'",
      to_string(abelian),
      abelian.free_rank,
      generator,
      generator));
}

} // namespace

AbelianInvariants abelianization(Presentation const& presentation) {
  return quotient_of_integers(exponents_of(presentation), presentation.generators.size());
}

Presentation make_presentation(std::vector<std::string> const& generators,
                               std::vector<std::string> const& relations) {
  require_generator_names(generators);
  Presentation result{generators, {}};
  std::size_t letters = 0;
  auto const read = [&](std::string const& side) {
    SignedWord word = parse_word(side, generators);
    letters += word.size();
    if (letters > max_presentation_length) {
      throw LimitError(
          fmt::format("the relations have more than {} letters in all", max_presentation_length));
    }
    return word;
  };
  for (std::string const& relation : relations) {
    std::vector<std::string> const sides = split_at_equals(relation);
    SignedWord const first = free_product({}, read(sides.front()));
    if (sides.size() == 1) {
      result.relators.push_back(cyclically_reduced(first));
    }
    for (std::size_t i = 1; i < sides.size(); ++i) {
      SignedWord const other = read(sides[i]);
      result.relators.push_back(cyclically_reduced(free_product(first, inverse(other))));
    }
  }
  std::erase_if(result.relators, [](SignedWord const& word) { return word.empty(); });
  return result;
}

Group presented_group(Presentation const& presentation, std::uint32_t max_cosets) {
  require_finite_abelianization(presentation);
  CosetTable table = enumerate_cosets(presentation, {}, max_cosets);
  require_listable(table.index, "the presented group");
  GroupParts parts{.name = fmt::format("a group of order {}", table.index),
                   .generator_names = presentation.generators,
                   .right = std::move(table.right),
                   .order = table.index};
  return GroupBuilder::build(std::move(parts));
}

} // namespace equivarify::algebra
