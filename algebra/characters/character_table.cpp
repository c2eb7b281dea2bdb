#include "equivarify/algebra/character_table.hpp"

#include "equivarify/algebra/class_algebra.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/linear_characters.hpp"
#include "equivarify/algebra/modular.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace equivarify::algebra {

namespace {

/// The least prime p with p = 1 modulo \p exponent and p^2 > 4 \p order: characters can then be
/// read off modulo p.
std::uint32_t dixon_prime(std::uint32_t exponent, std::uint32_t order) {
  std::uint64_t p = std::uint64_t{exponent} + 1;
  while (p * p <= 4ULL * order || !is_prime(p)) {
    p += exponent;
  }
  return static_cast<std::uint32_t>(p);
}

std::vector<std::uint32_t> prime_divisors(std::uint32_t n) {
  std::vector<std::uint32_t> primes;
  for (std::uint32_t q = 2; n > 1; ++q) {
    if (n % q == 0) {
      primes.push_back(q);
    }
    while (n % q == 0) {
      n /= q;
    }
  }
  return primes;
}

std::uint32_t primitive_root(std::uint32_t p) {
  std::vector<std::uint32_t> const primes = prime_divisors(p - 1);
  std::uint32_t z = p == 2 ? 1 : 2;
  while (std::any_of(primes.begin(), primes.end(), [&](std::uint32_t q) {
    return power_mod(z, (p - 1) / q, p) == 1;
  })) {
    ++z;
  }
  return z;
}

/// A class as that of a power of an element whose eigenvalues are computed for all its powers.
struct PowerOf {
  std::size_t base = 0; ///< the class of that element
  std::uint32_t exponent = 1;
};

/// Everything that the lifting of characters needs.
struct Context {
  Group const& group;
  std::vector<ConjugacyClass> classes;
  std::vector<std::uint32_t> numbers;
  std::vector<std::uint32_t> element_orders;
  std::uint32_t p;
  std::uint32_t root; ///< a primitive root modulo p
  std::vector<PowerOf> powers{};
  std::map<std::size_t, std::vector<std::uint32_t>> power_classes{}; ///< of the bases alone

  [[nodiscard]] std::uint32_t power_class(std::size_t t, std::uint32_t n) const {
    return numbers[group.power(classes[t].front(), n).index()];
  }
};

void require_few_classes(Group const& group, std::size_t classes) {
  if (classes > max_character_classes) {
    throw LimitError(fmt::format("{} has {} conjugacy classes; character tables go up to {}",
                                 group.name(),
                                 classes,
                                 max_character_classes));
  }
}

/// Chooses as bases elements of the largest orders that are no powers of others before them.
void find_powers(Context& context) {
  std::size_t const count = context.classes.size();
  std::vector<std::size_t> by_order(count);
  std::iota(by_order.begin(), by_order.end(), 0U);
  std::stable_sort(by_order.begin(), by_order.end(), [&](std::size_t a, std::size_t b) {
    return context.element_orders[a] > context.element_orders[b];
  });
  constexpr std::size_t none = ~std::size_t{0};
  context.powers.assign(count, PowerOf{none, 1});
  for (std::size_t const base : by_order) {
    if (context.powers[base].base != none) {
      continue;
    }
    std::vector<std::uint32_t>& classes = context.power_classes[base];
    for (std::uint32_t l = 0; l < context.element_orders[base]; ++l) {
      classes.push_back(context.power_class(base, l));
      PowerOf& power = context.powers[classes.back()];
      power = power.base == none ? PowerOf{base, l} : power;
    }
  }
}

Context make_context(Group const& group) {
  Context context{group, conjugacy_classes(group), class_numbers(group), {}, 2, 1};
  require_few_classes(group, context.classes.size());
  std::uint32_t exponent = 1;
  for (ConjugacyClass const& members : context.classes) {
    context.element_orders.push_back(group.element_order(members.front()));
    exponent = std::lcm(exponent, context.element_orders.back());
  }
  context.p = dixon_prime(exponent, group.order());
  context.root = primitive_root(context.p);
  find_powers(context);
  return context;
}

/// The degree d with d^2 = |G| / sum of w(t) w(t^-1) / |C_t|, for the central character \p w.
std::uint32_t degree_of(Context const& context, std::vector<std::uint32_t> const& w) {
  std::uint32_t const p = context.p;
  std::uint32_t sum = 0;
  for (std::size_t t = 0; t < w.size(); ++t) {
    std::uint32_t const back = context.power_class(t, context.element_orders[t] - 1);
    auto const size = static_cast<std::uint32_t>(context.classes[t].size() % p);
    sum = (sum + multiply_mod(multiply_mod(w[t], w[back], p), inverse_mod(size, p), p)) % p;
  }
  std::uint32_t const square = multiply_mod(context.group.order() % p, inverse_mod(sum, p), p);
  std::uint32_t degree = 1;
  while (multiply_mod(degree % p, degree % p, p) != square || context.group.order() % degree != 0) {
    ++degree;
  }
  return degree;
}

std::vector<std::uint32_t>
values_mod_p(Context const& context, std::vector<std::uint32_t> const& w, std::uint32_t degree) {
  std::uint32_t const p = context.p;
  std::vector<std::uint32_t> values;
  for (std::size_t t = 0; t < w.size(); ++t) {
    auto const size = static_cast<std::uint32_t>(context.classes[t].size() % p);
    values.push_back(multiply_mod(multiply_mod(degree % p, w[t], p), inverse_mod(size, p), p));
  }
  return values;
}

/// How often each power of the o-th root of unity z is an eigenvalue of a matrix that represents
/// the element g of order o behind the base \p t: z^k occurs (1/o) sum over l of chi(g^l) z^(-k l)
/// times.
std::vector<std::int64_t>
eigenvalues(Context const& context, std::vector<std::uint32_t> const& values, std::size_t t) {
  std::uint32_t const p = context.p;
  std::uint32_t const order = context.element_orders[t];
  std::uint32_t const back = inverse_mod(power_mod(context.root, (p - 1) / order, p), p);
  std::vector<std::int64_t> multiplicities;
  for (std::uint32_t k = 0; k < order; ++k) {
    std::uint32_t const step = power_mod(back, k, p);
    std::uint32_t sum = 0;
    std::uint32_t z = 1;
    for (std::uint32_t const power : context.power_classes.at(t)) {
      sum = (sum + multiply_mod(values[power], z, p)) % p;
      z = multiply_mod(z, step, p);
    }
    multiplicities.push_back(multiply_mod(sum, inverse_mod(order % p, p), p));
  }
  return multiplicities;
}

/// The value on a class of elements g^\p exponent of order \p order, from the \p eigenvalues of g.
Cyclotomic value_of_power(std::vector<std::int64_t> const& eigenvalues,
                          std::uint32_t exponent,
                          std::uint32_t order) {
  std::uint64_t const step = exponent / (eigenvalues.size() / order);
  std::vector<std::int64_t> multiplicities(order, 0);
  for (std::size_t k = 0; k < eigenvalues.size(); ++k) {
    multiplicities[k * step % order] += eigenvalues[k];
  }
  return Cyclotomic::from_powers(std::move(multiplicities));
}

/// The mean of chi(g^2): 1, 0 or -1.
int indicator_of(Context const& context, std::vector<std::uint32_t> const& values) {
  std::uint32_t const p = context.p;
  std::uint32_t sum = 0;
  for (std::size_t t = 0; t < values.size(); ++t) {
    auto const size = static_cast<std::uint32_t>(context.classes[t].size() % p);
    sum = (sum + multiply_mod(size, values[context.power_class(t, 2)], p)) % p;
  }
  std::uint32_t const mean = multiply_mod(sum, inverse_mod(context.group.order() % p, p), p);
  return mean == 0 ? 0 : (mean == 1 ? 1 : -1);
}

Character lift_character(Context const& context, std::vector<std::uint32_t> const& w) {
  Character character;
  character.degree = degree_of(context, w);
  std::vector<std::uint32_t> const values = values_mod_p(context, w, character.degree);
  std::map<std::size_t, std::vector<std::int64_t>> known;
  for (auto const& [base, unused] : context.power_classes) {
    known.emplace(base, eigenvalues(context, values, base));
  }
  for (std::size_t t = 0; t < values.size(); ++t) {
    auto const& [base, exponent] = context.powers[t];
    character.values.push_back(value_of_power(known.at(base), exponent, context.element_orders[t]));
  }
  character.indicator = indicator_of(context, values);
  return character;
}

bool is_trivial(Character const& character) {
  return std::all_of(character.values.begin(), character.values.end(), [](Cyclotomic const& value) {
    return value.is_integer() && value.coefficients().front() == 1;
  });
}

CharacterTable abelian_table(Group const& group) {
  require_few_classes(group, group.order());
  CharacterTable table{conjugacy_classes(group), {}, {}};
  for (Element const g : group.elements()) {
    table.element_orders.push_back(group.element_order(g));
  }
  LinearCharacters const linear = linear_characters(group);
  for (std::vector<std::uint32_t> const& exponents : linear.exponents) {
    Character& character = table.characters.emplace_back();
    for (std::uint32_t g = 0; g < group.order(); ++g) {
      std::uint32_t const order = table.element_orders[g];
      std::vector<std::int64_t> power(order, 0);
      power[exponents[g] / (linear.root / order)] = 1;
      character.values.push_back(Cyclotomic::from_powers(std::move(power)));
      bool const is_real = 2 * exponents[g] % linear.root == 0;
      character.indicator = is_real ? character.indicator : 0;
    }
  }
  return table;
}

} // namespace

// J. D. Dixon, High speed computation of group characters, Numer. Math. 10 (1967).
CharacterTable character_table(Group const& group) {
  if (group.is_abelian()) {
    return abelian_table(group);
  }
  Context context = make_context(group);
  CharacterTable table;
  for (std::vector<std::uint32_t> const& w :
       common_eigenvectors(group, context.classes, context.numbers, context.p)) {
    table.characters.push_back(lift_character(context, w));
  }
  std::stable_sort(
      table.characters.begin(), table.characters.end(), [](Character const& a, Character const& b) {
        return std::pair{a.degree, !is_trivial(a)} < std::pair{b.degree, !is_trivial(b)};
      });
  table.classes = std::move(context.classes);
  table.element_orders = std::move(context.element_orders);
  return table;
}

} // namespace equivarify::algebra
