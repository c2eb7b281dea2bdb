/// \file
/// The queries of `generate --target vnnlib`, read back and evaluated: an equivariant network makes
/// all that is asserted of inputs hold and what is asserted of outputs fail.
#include "equivarify/codegen/onnx/generate_onnx.hpp"
#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/onnx/vnnlib_query.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/constructed_specs.hpp"
#include "support/expression.hpp"
#include "support/output_specs.hpp"
#include "support/parts_specs.hpp"

namespace equivarify::codegen {
namespace {

using support::Expression;

/// A tensor that a query declares.
struct Declared {
  std::string variable;
  std::string tensor; ///< in the ONNX file
  std::vector<std::size_t> extents;

  /// The variables of its entries, in their order.
  [[nodiscard]] std::vector<std::string> entries() const {
    std::vector<std::string> names{variable + "["};
    for (std::size_t axis = 0; axis < extents.size(); ++axis) {
      std::vector<std::string> longer;
      for (std::string const& name : names) {
        for (std::size_t i = 0; i < extents[axis]; ++i) {
          longer.push_back(name + (axis == 0 ? "" : ", ") + std::to_string(i));
        }
      }
      names = std::move(longer);
    }
    for (std::string& name : names) {
      name += "]";
    }
    return names;
  }
};

/// A network as a query declares it.
struct DeclaredNetwork {
  std::vector<Declared> inputs;
  std::vector<Declared> outputs;
};

std::vector<std::string> entries_of(std::vector<Declared> const& tensors) {
  std::vector<std::string> all;
  for (Declared const& tensor : tensors) {
    std::vector<std::string> const entries = tensor.entries();
    all.insert(all.end(), entries.begin(), entries.end());
  }
  return all;
}

DeclaredNetwork network_in(Expression const& declaration) {
  DeclaredNetwork network;
  for (Expression const& part : declaration.parts) {
    if (part.head() == "declare-input" || part.head() == "declare-output") {
      Declared const tensor{
          part.parts.at(1).word, part.parts.at(4).word, part.parts.at(3).extents()};
      EXPECT_EQ(part.parts.at(2).word, "float32");
      (part.head() == "declare-input" ? network.inputs : network.outputs).push_back(tensor);
    }
  }
  return network;
}

/// A query about f(x) and f(g x).
class Query {
public:
  explicit Query(std::string const& text) {
    for (Expression const& part : support::read_expressions(text)) {
      if (part.head() == "declare-network") {
        networks_.push_back(network_in(part));
      } else if (part.head() == "assert") {
        assertions_.push_back(part.parts.at(1));
      } else {
        EXPECT_EQ(part.head(), "vnnlib-version");
      }
    }
  }

  [[nodiscard]] DeclaredNetwork const& network(std::size_t k) const { return networks_.at(k); }

  /// Whether all but the last assertions hold, and the last one too.
  [[nodiscard]] std::pair<bool, bool> judge(std::vector<double> const& x,
                                            std::vector<double> const& z,
                                            std::vector<double> const& y,
                                            std::vector<double> const& w) const {
    std::map<std::string, double> values;
    enter(entries_of(networks_.at(0).inputs), x, values);
    enter(entries_of(networks_.at(1).inputs), z, values);
    enter(entries_of(networks_.at(0).outputs), y, values);
    enter(entries_of(networks_.at(1).outputs), w, values);
    auto const holds = [&](Expression const& one) { return one.value(values) != 0; };
    return {std::all_of(assertions_.begin(), assertions_.end() - 1, holds),
            holds(assertions_.back())};
  }

private:
  static void enter(std::vector<std::string> const& names,
                    std::vector<double> const& numbers,
                    std::map<std::string, double>& values) {
    ASSERT_EQ(names.size(), numbers.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      EXPECT_TRUE(values.emplace(names[i], numbers[i]).second) << names[i] << " is there twice";
    }
  }

  std::vector<DeclaredNetwork> networks_;
  std::vector<Expression> assertions_;
};

/// A variable of an ONNX file: the batch is one.
void expect_declared(std::vector<Declared> const& found, std::vector<OnnxValue> const& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].tensor, expected[i].name);
    OnnxValue const one =
        batched(found[i].tensor, {found[i].extents.begin() + 1, found[i].extents.end()});
    EXPECT_EQ(found[i].extents.front(), 1U);
    EXPECT_EQ(one.shape, expected[i].shape) << found[i].tensor;
  }
}

class VnnlibOf : public ::testing::TestWithParam<Network> {
protected:
  [[nodiscard]] Query query(std::size_t generator) const {
    return Query(generate_vnnlib(GetParam()).files.at(generator).text);
  }

  /// In the box of the query.
  [[nodiscard]] std::vector<double> input() const {
    std::vector<double> x = random_input<double>(GetParam(), 5);
    double largest = 0;
    for (double const value : x) {
      largest = std::max(largest, std::abs(value));
    }
    for (double& value : x) {
      value = GetParam().input_negated.empty() ? std::abs(value) / largest : value / largest;
    }
    return x;
  }
};

TEST_P(VnnlibOf, DeclaresTheTensorsOfTheFile) {
  Network const& network = GetParam();
  OnnxModel const model = to_onnx(network, random_weights<float>(network, 1));
  ASSERT_EQ(generate_vnnlib(network).files.size(), network.group.generators().size());
  for (std::size_t k : {0U, 1U}) {
    expect_declared(query(0).network(k).inputs, model.inputs);
    expect_declared(query(0).network(k).outputs, model.outputs);
  }
}

TEST_P(VnnlibOf, IsAnsweredByTheNetworkAsByTheTheorem) {
  Network const& network = GetParam();
  auto const weights = random_weights<double>(network, 3);
  std::vector<double> const x = input();
  std::vector<double> const y = output_of(network, evaluate(network, weights, x));
  for (std::size_t k = 0; k < network.group.generators().size(); ++k) {
    Query const asked = query(k);
    std::vector<double> z = act_on_input(network, network.group.generators()[k].element, x);
    std::vector<double> w = output_of(network, evaluate(network, weights, z));
    EXPECT_EQ(asked.judge(x, z, y, w), std::pair(true, false));
    for (std::size_t i = 0; i < w.size(); ++i) { // each number of g y is asked for
      std::vector<double> off = w;
      off[i] += i % 2 == 0 ? 0.01 : -0.01;
      EXPECT_EQ(asked.judge(x, z, y, off), std::pair(true, true)) << i;
    }
    std::rotate(z.begin(), z.begin() + 1, z.end()); // no longer g x
    EXPECT_FALSE(asked.judge(x, z, y, w).first);
    EXPECT_FALSE(asked.judge(std::vector<double>(x.size(), 1.5), z, y, w).first);
  }
}

INSTANTIATE_TEST_SUITE_P(Each,
                         VnnlibOf,
                         ::testing::Values(SpecText{}.network_of(),
                                           network_with(support::basin()),
                                           network_with(support::camera()),
                                           network_with(slots(every_head(), 12))),
                         [](auto const& spec) { return spec.param.name; });

} // namespace
} // namespace equivarify::codegen
