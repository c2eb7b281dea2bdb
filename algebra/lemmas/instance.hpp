/// \file
/// One instance of the data that a lemma quantifies over, and a trial of a lemma on it.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_INSTANCE_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_INSTANCE_HPP

#include "equivarify/algebra/lemmas/construction.hpp"

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::algebra::lemmas {

/// A named thing and how it reads: ("F", "x0 -> 1, x1 -> 0").
using Fact = std::pair<std::string, std::string>;
using Facts = std::vector<Fact>;

/// A G-set with a name such as `D4 / <s>`.
struct NamedSet {
  std::string name;
  GSet set;
};

/// What a lemma speaks of; each lemma uses some of it.
struct Instance {
  NamedSet x;               ///< X
  std::uint32_t labels = 1; ///< Z = {0, ..., labels-1}
  LabelMap map{};           ///< F : X -> Z
  LabelMap other_map{};     ///< another map X -> Z
  LabelMap next{};          ///< a map Z -> Z, the layer after F
  Tuple tuple{};            ///< a point s of Z^{xG}
  /// Layers on the concatenated copies, each one weight for each copy, then a bias.
  std::vector<std::vector<Label>> layers{};

  [[nodiscard]] Group const& group() const noexcept { return x.set.group(); }
};

/// \p s as `(0, 1, 1, 0)`.
[[nodiscard]] std::string show(Tuple const& s);

/// \p v as `(0, -1, 1)`.
[[nodiscard]] std::string show(Vector const& v);

/// \p map as `x0 -> 1, x1 -> 0`, the points called \p letter and their number.
[[nodiscard]] std::string show_map(LabelMap const& map, char letter);

/// A lemma fails: thrown by Trial, caught by whoever runs the lemma.
class Refutation : public std::exception {
public:
  explicit Refutation(Facts facts) : facts_{std::make_shared<Facts const>(std::move(facts))} {}

  [[nodiscard]] Facts const& facts() const noexcept { return *facts_; }

  [[nodiscard]] char const* what() const noexcept override { return "a lemma fails"; }

private:
  std::shared_ptr<Facts const> facts_; // so that a copy cannot throw
};

/// A construction at work on one instance; counts the equations that it compares.
class Trial {
public:
  Trial(Instance const& instance, Construction const& construction)
      : instance_{instance}, construction_{construction} {}

  [[nodiscard]] Instance const& instance() const noexcept { return instance_; }

  [[nodiscard]] Construction const& construction() const noexcept { return construction_; }

  [[nodiscard]] Group const& group() const noexcept { return instance_.group(); }

  [[nodiscard]] GSet const& set() const noexcept { return instance_.x.set; }

  /// F^(x) for a map \p f on the points of X.
  [[nodiscard]] Tuple lift(LabelMap const& f, Point x) const;

  /// F^ at every point of X.
  [[nodiscard]] std::vector<Tuple> lift(LabelMap const& f) const;

  [[nodiscard]] Tuple act(Element g, Tuple const& s) const {
    return construction_.act(group(), g, s);
  }

  [[nodiscard]] Label project(Tuple const& s) const { return construction_.project(group(), s); }

  /// What is compared from now on is about the layer number \p k.
  void turn_to_layer(std::size_t k) noexcept { layer_ = k; }

  /// The layer that the last equation was about.
  [[nodiscard]] std::vector<Label> const& layer() const { return instance_.layers[layer_]; }

  /// The facts that name an element and a point.
  [[nodiscard]] Fact fact(char const* letter, Element g) const;
  // A member beside its overload. NOLINTNEXTLINE(readability-convert-member-functions-to-static)
  [[nodiscard]] Fact fact(char const* letter, Point x) const;

  /// Compares both sides of an equation. \throws Refutation with \p where () and both sides if they
  /// differ.
  template <typename Value, typename Where>
  void expect_equal(char const* left_side,
                    Value const& left,
                    char const* right_side,
                    Value const& right,
                    Where const& where) {
    ++equations_;
    if (!(left == right)) {
      refute(left_side, show_value(left), right_side, show_value(right), where());
    }
  }

  /// Requires \p condition, stated in \p claim. \throws Refutation with \p where ().
  template <typename Where>
  void expect(bool condition, char const* claim, Where const& where) {
    ++equations_;
    if (!condition) {
      refute(claim, where());
    }
  }

  /// How many equations have been compared.
  [[nodiscard]] std::uint64_t equations() const noexcept { return equations_; }

private:
  [[nodiscard]] static std::string show_value(Tuple const& s) { return show(s); }

  [[nodiscard]] static std::string show_value(Vector const& v) { return show(v); }

  [[nodiscard]] static std::string show_value(std::int64_t r) { return std::to_string(r); }

  [[nodiscard]] static std::string show_value(Label z) { return std::to_string(z); }

  [[nodiscard]] std::string show_value(CopyLabel const& y) const;
  [[nodiscard]] static std::string show_value(Point x);

  [[noreturn]] static void refute(char const* left_side,
                                  std::string const& left,
                                  char const* right_side,
                                  std::string const& right,
                                  Facts where);
  [[noreturn]] static void refute(char const* claim, Facts where);

  Instance const& instance_;
  Construction const& construction_;
  std::size_t layer_ = 0;
  std::uint64_t equations_ = 0;
};

} // namespace equivarify::algebra::lemmas

#endif
