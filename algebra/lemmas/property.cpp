#include "equivarify/algebra/lemmas/property.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/small_groups.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <fmt/format.h>
#include <rapidcheck.h>

#include <ostream>

namespace equivarify::algebra::lemmas {

namespace {

/// RapidCheck narrows ranges at small sizes; recipes are small anyway.
constexpr int full_size = 100;
constexpr std::size_t table_size = 46;
constexpr std::size_t max_orbits = 3;
constexpr std::uint32_t max_labels = 3;

/// One subgroup of each class of every group in the catalogue, the whole group first.
std::vector<Subgroup> const& stabilizers_in(std::size_t group) {
  static std::vector<std::vector<Subgroup>> const all = [] {
    std::vector<std::vector<Subgroup>> result;
    for (Group const& g : small_groups()) {
      std::vector<Subgroup>& types = result.emplace_back();
      for (SubgroupClass const& subgroup_class : subgroup_classes(g)) {
        types.insert(types.begin(), subgroup_class.representative);
      }
    }
    return result;
  }();
  return all[group];
}

NamedSet make_set(std::size_t group, std::vector<std::uint32_t> const& orbits) {
  std::vector<Subgroup> const& types = stabilizers_in(group);
  std::optional<NamedSet> result;
  for (std::uint32_t const pick : orbits) {
    Subgroup const& h = types[pick % types.size()];
    std::string const name = fmt::format("{} / {}", h.group().name(), h.to_string());
    GSet const orbit = GSet::coset_space(h);
    result = result ? NamedSet{fmt::format("{} + {}", result->name, name),
                               GSet::disjoint_union(result->set, orbit)}
                    : NamedSet{name, orbit};
  }
  return result ? std::move(*result) : NamedSet{"1 point", GSet::coset_space(types.front())};
}

std::vector<Label>
first_labels(std::vector<Label> const& numbers, std::size_t count, std::uint32_t labels) {
  std::vector<Label> result(count, 0);
  for (std::size_t i = 0; i < count && i < numbers.size(); ++i) {
    result[i] = numbers[i] % labels;
  }
  return result;
}

rc::Gen<std::vector<Label>> arbitrary_table(std::size_t size) {
  // 12 is divisible by every number of labels, so that labels are equally likely.
  return rc::gen::container<std::vector<Label>>(size, rc::gen::inRange<Label>(0, 12));
}

rc::Gen<Recipe> arbitrary_recipe() {
  auto const count = static_cast<std::uint32_t>(small_groups().size());
  auto const orbits =
      rc::gen::mapcat(rc::gen::inRange<std::size_t>(1, max_orbits + 1), [](std::size_t n) {
        return rc::gen::container<std::vector<std::uint32_t>>(
            n, rc::gen::inRange<std::uint32_t>(0, 64));
      });
  return rc::gen::resize(
      full_size,
      rc::gen::build<Recipe>(
          rc::gen::set(&Recipe::group, rc::gen::inRange<std::uint32_t>(0, count)),
          rc::gen::set(&Recipe::orbits, orbits),
          rc::gen::set(&Recipe::labels, rc::gen::inRange<std::uint32_t>(1, max_labels + 1)),
          rc::gen::set(&Recipe::map, arbitrary_table(table_size)),
          rc::gen::set(&Recipe::other_map, arbitrary_table(table_size)),
          rc::gen::set(&Recipe::next, arbitrary_table(max_labels)),
          rc::gen::set(&Recipe::tuple, arbitrary_table(15)),
          rc::gen::set(&Recipe::layer, arbitrary_table(16))));
}

/// Counts what RapidCheck does, instead of printing it.
class Counter : public rc::detail::TestListener {
public:
  explicit Counter(PropertyReport& report) : report_{report} {}

  void onTestCaseFinished(rc::detail::CaseDescription const& description) override {
    using Type = rc::detail::CaseResult::Type;
    report_.tests += description.result.type == Type::Success ? 1U : 0U;
    report_.discarded += description.result.type == Type::Discard ? 1U : 0U;
  }

  void onShrinkTried(rc::detail::CaseDescription const&, bool) override { ++report_.shrinks; }

  void onTestFinished(rc::detail::TestMetadata const&, rc::detail::TestResult const&) override {}

private:
  PropertyReport& report_;
};

} // namespace

Instance make_instance(Recipe const& recipe) {
  std::size_t const group = recipe.group % small_groups().size();
  std::uint32_t const labels = std::max(recipe.labels, 1U);
  Instance instance{.x = make_set(group, recipe.orbits), .labels = labels};
  std::size_t const order = small_groups()[group].order();
  instance.map = first_labels(recipe.map, instance.x.set.size(), labels);
  instance.other_map = first_labels(recipe.other_map, instance.x.set.size(), labels);
  instance.next = first_labels(recipe.next, labels, labels);
  instance.tuple = first_labels(recipe.tuple, order, labels);
  instance.layers = {first_labels(recipe.layer, order + 1, labels)};
  return instance;
}

PropertyReport check_property(Lemma const& lemma,
                              Construction const& construction,
                              PropertyOptions const& options) {
  PropertyReport report;
  rc::Gen<Recipe> const recipes = arbitrary_recipe();
  auto const property = [&] {
    Outcome outcome = try_lemma(lemma, make_instance(*recipes), construction);
    if (outcome.refutation) {
      // A shrink is kept as soon as it fails, so the last failure is the smallest.
      report.refutation = std::move(outcome.refutation);
      RC_FAIL("refuted");
    }
  };
  Counter counter{report};
  rc::detail::TestParams params;
  params.seed = options.seed;
  params.maxSuccess = options.tests;
  rc::detail::TestResult const result = rc::detail::checkProperty(
      rc::detail::toProperty(property), rc::detail::TestMetadata{}, params, counter, {});
  EQUIVARIFY_ASSERT(result.is<rc::detail::SuccessResult>() || report.refutation,
                    "the property of " + lemma.id + " could not be run");
  return report;
}

std::vector<Recipe> sample_recipes(std::uint64_t seed, int count) {
  rc::Random random{seed};
  rc::Gen<Recipe> const recipes = arbitrary_recipe();
  std::vector<Recipe> result;
  result.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    result.push_back(recipes(random.split(), full_size).value());
  }
  return result;
}

} // namespace equivarify::algebra::lemmas
