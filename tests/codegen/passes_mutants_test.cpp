/// \file
/// Errors of a compiler, seeded into plans and certificates one by one: each is refused.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "codegen/passes_certified.hpp"
#include "codegen/seeded_errors.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

class PassesMutants : public ::testing::Test {
protected:
  static Plan plan() { return lower(translated_d4().network_of()); }
};

TEST_F(PassesMutants, EveryErrorOfAPassIsRefused) {
  ASSERT_EQ(passes_refusal(passes_certificate(plan(), Purpose::inference)), "");
  for (WrongPass const& wrong : wrong_passes()) {
    Plan mutant = plan();
    wrong.change(mutant);
    EXPECT_NE(passes_refusal(passes_certificate(mutant, Purpose::inference)), "") << wrong.name;
  }
}

void expect_refused(std::vector<WrongTable> const& errors, json const& good) {
  ASSERT_EQ(passes_refusal(certificate_text(good)), "");
  for (WrongTable const& wrong : errors) {
    json mutant = good;
    wrong.change(mutant);
    ASSERT_NE(mutant.dump(), good.dump()) << wrong.name;
    EXPECT_NE(passes_refusal(certificate_text(mutant)), "") << wrong.name;
  }
}

TEST_F(PassesMutants, EveryErrorInATableIsRefused) {
  expect_refused(wrong_tables(), json::parse(passes_certificate(plan(), Purpose::inference)));
}

TEST_F(PassesMutants, EveryErrorInASchemeForIntegersIsRefused) {
  EXPECT_GE(wrong_integers().size(), 20U);
  expect_refused(wrong_integers(), json::parse(passes_certificate(plan(), Purpose::training)));
}

/// Of schemes for integers too each entry matters, whatever stands there.
TEST_F(PassesMutants, EveryEntryOfASchemeForIntegersMatters) {
  json const good = json::parse(passes_certificate(plan(), Purpose::training));
  for (char const* const schemes : {"copies", "tiles"}) {
    for (char const* const matrix : {"values", "weights", "answers"}) {
      for (std::size_t i = 0; i < 20; ++i) {
        json mutant = good;
        json& list = mutant["integers"][schemes];
        json& table = list[i % list.size()][matrix];
        json& row = table[i / list.size() % table.size()];
        json& entry = row[i % row.size()];
        entry = entry.get<int>() + (i % 2 == 0 ? 1 : -1);
        EXPECT_NE(passes_refusal(certificate_text(mutant)), "")
            << schemes << ' ' << matrix << ' ' << i;
      }
    }
  }
}

TEST_F(PassesMutants, AreAtLeastThirty) {
  EXPECT_GE(wrong_passes().size() + wrong_tables().size(), 30U);
}

/// Any single number of a scheme: each entry matters.
TEST_F(PassesMutants, EveryEntryOfEverySchemeMatters) {
  json const good = json::parse(passes_certificate(plan(), Purpose::inference));
  for (char const* const matrix :
       {"input", "input_adjoint", "weights", "weights_adjoint", "output", "output_adjoint"}) {
    for (std::size_t i = 0; i < 64; ++i) {
      json mutant = good;
      json& table = mutant["schemes"]["rt::FourierD4"][matrix];
      json& row = table[i % table.size()];
      json& entry = row[i / table.size() % row.size()];
      entry = entry == 7 ? 8 : 7;
      EXPECT_NE(passes_refusal(certificate_text(mutant)), "") << matrix << ' ' << i;
    }
  }
}

/// An image that was flattened pixel by pixel, its copies read as channels, next to one that was
/// flattened as specs do: the second layer would see its numbers in another order.
TEST(Passes, RefuseCopiesOfAFlattenedImageAsChannels) {
  Network const network = parse_network(R"({
    "name": "two_orders", "group": {"cyclic": 4}, "labels": {"classes": ["a", "b", "c"]},
    "input": {"shape": [1, 2, 2], "action": {"r": "quarter_turn"}},
    "network": [
      {"name": "one", "equivarify": "lift", "layers": [
        {"name": "c", "type": "conv2d", "filters": 2, "kernel": 1}]},
      {"name": "two", "equivarify": "concat", "layers": [
        {"name": "flat", "type": "flatten"},
        {"name": "d1", "type": "dense", "units": 3, "inputs": ["flat"]},
        {"name": "d2", "type": "dense", "units": 3, "inputs": ["flat"]},
        {"name": "sum", "type": "add", "inputs": ["d1", "d2"]}]}]})",
                                        "two_orders.json");
  json mutant = json::parse(passes_certificate(lower(network), Purpose::training));
  ASSERT_EQ(passes_refusal(certificate_text(mutant)), "");
  auto const structure = [](std::string const& type,
                            std::string const& code,
                            std::string const& read,
                            std::string const& work,
                            json const& layers) {
    return json{
        {"type", type}, {"code", code}, {"reads", {read}}, {"work", work}, {"layers", layers}};
  };
  auto const dense = [](std::string const& sizes) {
    return "rt::Dense<rt::CopyByCopy<4>, rt::DenseSizes{" + sizes +
           ", .units = 3}, rt::Activation::none, micro_batch>";
  };
  auto const with_second = [&](std::string const& second) {
    json& structs = mutant["structs"];
    json const lift = structs[0];
    json const conv = structs[1];
    json const sum = structs.back();
    std::string const copies = "rt::ConcatenateVector<Group, 8>";
    json const none = json::array();
    structs = {lift,
               conv,
               structure("F", "rt::FlattenByChannel<C::Output>", "C", "flatten", none),
               structure("G", "rt::Flatten<C::Output>", "C", "flatten", none),
               structure("FC", copies, "F", "concatenation", none),
               structure("GC", copies, "G", "concatenation", none),
               structure("D1", dense(".channels = 32"), "FC", "layer", {"d1"}),
               structure("D2", dense(second), "GC", "layer", {"d2"}),
               sum};
    return passes_refusal(certificate_text(mutant));
  };
  EXPECT_EQ(with_second(".copies = 4, .channels = 2, .rows = 2, .columns = 2"), "");
  EXPECT_NE(with_second(".channels = 8, .rows = 2, .columns = 2"), "");
}

} // namespace
} // namespace equivarify::codegen
