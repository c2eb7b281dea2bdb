/// \file
/// Engines next to one another: what differs is found, wherever it is.
#include "equivarify/codegen/agree/agreement.hpp"
#include "equivarify/codegen/agree/agreement_text.hpp"
#include "equivarify/codegen/agree/choices.hpp"
#include "equivarify/codegen/agree/engine_file.hpp"
#include "equivarify/codegen/agree/make_engine.hpp"
#include "equivarify/codegen/probe/black_box_error.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/answer.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

#include "support/constructed_specs.hpp"
#include "support/expect_error.hpp"
#include "support/run_equivarify.hpp"

namespace equivarify::codegen {
namespace {

using EngineArray = algebra::probe::Array;
using algebra::probe::Tolerance;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Numbers = std::vector<std::vector<float>>;

constexpr std::size_t samples = 2;

Network const& square_network() {
  static Network const network = square_d4(one_map(3), "").network_of();
  return network;
}

Numbers square_inputs() {
  Numbers inputs;
  for (std::size_t n = 0; n < samples; ++n) {
    inputs.push_back(random_input<float>(square_network(), n));
  }
  return inputs;
}

Engine square_engine() {
  return reference_engine(
      "small.json", square_network(), random_weights<float>(square_network(), 1));
}

/// The reference, whose answer number \p question is off by \p error at \p entry.
Engine perturbed(std::size_t question, std::size_t entry, double error) {
  Engine engine = square_engine();
  auto const right = engine.answers;
  engine.name = "perturbed";
  engine.answers = [=](std::vector<EngineArray> const& inputs) {
    auto answers = right(inputs);
    answers[question][entry] += error;
    return answers;
  };
  return engine;
}

TEST(Agree, AnEngineAgreesWithItself) {
  Agreement const found =
      agree(square_network(), {square_engine(), square_engine()}, square_inputs(), Tolerance{});
  EXPECT_TRUE(found.all_agree());
  EXPECT_TRUE(found.all_exact());
  EXPECT_EQ(found.pairs.front().numbers, samples * 9 * answer_size(square_network()));
  EXPECT_EQ(found.pairs.front().largest_ulps, 0U);
  EXPECT_FALSE(found.pairs.front().worst);
  EXPECT_EQ(found.pairs.front().same_choices, samples * 9);
}

// A comparison that passes over an entry, an input or an element does not find all of these.
RC_GTEST_PROP(Agree, FindsTheOneNumberThatIsOff, ()) {
  Network const& network = square_network();
  std::size_t const order = network.group.order();
  auto const question = *rc::gen::inRange<std::size_t>(0, samples * (1 + order));
  auto const entry = *rc::gen::inRange<std::size_t>(0, answer_size(network));
  double const error = *rc::gen::element(0.01, -0.5, 1e-3, 2e20);
  Agreement const found = agree(network,
                                {square_engine(), perturbed(question, entry, error)},
                                square_inputs(),
                                Tolerance{.absolute = 1e-4});
  PairAgreement const& pair = found.pairs.front();
  RC_ASSERT(!found.all_agree());
  RC_ASSERT(pair.outside == 1U);
  RC_ASSERT(pair.worst->entry == entry);
  RC_ASSERT(pair.worst->input == question % samples);
  RC_ASSERT(pair.worst->g.has_value() == (question >= samples));
  if (pair.worst->g) { // RC_ASSERT evaluates both sides of ||
    RC_ASSERT(pair.worst->g->index() == question / samples - 1);
  }
  RC_ASSERT(std::abs(pair.largest_difference - std::abs(error)) <= 1e-5 * std::abs(error) + 1e-6);
  RC_ASSERT(found.defects[0].differing_numbers == 0U);
  // What is off at x is off next to each g x.
  RC_ASSERT(found.defects[1].differing_numbers == (question < samples ? order : 1U));
}

TEST(Agree, CountsFloatsBetweenNumbers) {
  AnswersOfEngine one;
  one.plain = {std::vector<float>(answer_size(square_network()), 1.0F)};
  one.moved.assign(square_network().group.order(), one.plain);
  AnswersOfEngine other = one;
  other.plain[0][3] = std::nextafter(std::nextafter(1.0F, 2.0F), 2.0F);
  PairAgreement pair = agreement_of(square_network(), one, other, Tolerance{.ulps = 1});
  EXPECT_EQ(pair.largest_ulps, 2U);
  EXPECT_EQ(pair.outside, 1U);
  EXPECT_TRUE(agreement_of(square_network(), one, other, Tolerance{.ulps = 2}).agrees());
  EXPECT_FLOAT_EQ(static_cast<float>(pair.ulps_of_largest()), 2.0F);
  other.plain[0][3] = std::numeric_limits<float>::quiet_NaN();
  pair = agreement_of(square_network(), one, other, Tolerance{.absolute = 1e9});
  EXPECT_EQ(pair.outside, 1U) << "what is no number agrees with none";
  EXPECT_TRUE(std::isinf(pair.largest_difference));
}

TEST(Agree, SaysWhyNoLayerIsNamed) {
  Engine blind = perturbed(0, 1, 0.5);
  blind.layers = nullptr;
  blind.hides_layers = "it keeps none";
  std::vector<Engine> const engines{square_engine(), blind};
  EngineSettings const settings;
  Agreement const found = agree(square_network(), engines, square_inputs(), Tolerance{});
  EXPECT_EQ(found.pairs.front().hidden,
            "perturbed, the reference, in double precision: it keeps none");
  AgreementContext const context{square_network(), engines, settings, "drawn"};
  EXPECT_THAT(to_text(context, found),
              HasSubstr("  the layer in which they part is not known: perturbed, "));
  EXPECT_EQ(agree(square_network(), {square_engine(), perturbed(0, 1, 0.5)}, square_inputs(), {})
                .pairs.front()
                .hidden,
            "");
}

TEST(Agree, ASignOfZeroIsABit) {
  Agreement const found =
      agree(square_network(), {square_engine(), square_engine()}, square_inputs(), Tolerance{});
  EXPECT_EQ(found.defects[0].numbers.differing_bits, 0U);
  AnswersOfEngine answers = ask(square_engine(), square_network(), square_inputs());
  answers.moved[2][1][0] = -answers.moved[2][1][0];
  EXPECT_EQ(defect_of(square_network(), answers).numbers.differing_bits, 1U);
}

TEST(Agree, ChoosesUpToTheTolerance) {
  std::vector<float> const a{0.5F, 0.500001F, 0.0F};
  std::vector<float> const b{0.500001F, 0.5F, 0.0F};
  std::vector<float> const c{0.0F, 0.1F, 0.4F};
  EXPECT_FALSE(is_same_choice({0, 1, 2}, a, b, Tolerance{}));
  EXPECT_TRUE(is_same_choice({0, 1, 2}, a, b, Tolerance{.absolute = 1e-5}));
  EXPECT_FALSE(is_same_choice({0, 1, 2}, a, c, Tolerance{.absolute = 1e-5}));
  EXPECT_TRUE(is_same_choice({0, 1}, a, c, Tolerance{}));
}

TEST(Agree, NamesTheLayerAtWhichEnginesPart) {
  Engine other = perturbed(0, 0, 1.0);
  auto const right = other.layers;
  other.layers = [right](EngineArray const& x) {
    auto layers = right(x);
    layers[1].numbers.back() += 1; // the relu after `c`
    return layers;
  };
  Agreement const found =
      agree(square_network(), {square_engine(), other}, square_inputs(), std::nullopt);
  EXPECT_TRUE(found.default_tolerance);
  EXPECT_EQ(found.pairs.front().parts_at, square_network().blocks[0].layers[1].name);
  EXPECT_EQ(found.pairs.front().layers_compared, 2U);
}

TEST(Agree, SaysWhichEngineDoesNotAnswer) {
  Engine broken = square_engine();
  broken.name = "net.onnx";
  broken.kind = "ONNX Runtime 0";
  broken.answers = [](std::vector<EngineArray> const&) -> std::vector<EngineArray> {
    throw BlackBoxError("it died");
  };
  support::expect_error<BlackBoxError>(
      [&] { (void)agree(square_network(), {broken}, square_inputs(), Tolerance{}); },
      "net.onnx, ONNX Runtime 0: it died");
}

TEST(Agree, KnowsFilesByTheirNames) {
  TemporaryFolder const folder;
  for (char const* name :
       {"a.onnx", "a_network.c", "a_network.h", "a_check.c", "a.hpp", "generate.json"}) {
    write_file(folder.path() / name, "");
  }
  std::vector<EngineKind> kinds;
  for (EngineFile const& file : engine_files(folder.path().string())) {
    kinds.push_back(file.kind);
  }
  EXPECT_THAT(kinds, ElementsAre(EngineKind::cpp, EngineKind::c, EngineKind::onnx_runtime));
}

/// The C and the reference, by the command; whatever is wrong with the C is in its text.
class AgreeCommand : public ::testing::Test {
protected:
  AgreeCommand() {
    write_file(spec(), square_d4(one_map(3), "").text());
    support::Outcome const made = support::run_equivarify(
        {"generate", spec(), "--target", "c", "--no-compare", "--output", folder()});
    EXPECT_EQ(made.code, ExitCode::done) << made.err;
  }

  [[nodiscard]] std::string folder() const { return folder_.path().string(); }

  [[nodiscard]] std::string spec() const { return folder() + "/small.json"; }

  [[nodiscard]] std::string c_file() const {
    return folder() + "/" + square_network().name + "_network.c";
  }

  support::Outcome agree(std::vector<std::string> const& more = {}) const {
    std::vector<std::string> arguments{"agree", spec(), folder(), "--samples", "2"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return support::run_equivarify(arguments);
  }

private:
  TemporaryFolder folder_;
};

TEST_F(AgreeCommand, ComparesGeneratedCWithTheReference) {
  support::Outcome const outcome = agree({"--exact"});
  EXPECT_EQ(outcome.code, ExitCode::done) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("our C99"));
  EXPECT_THAT(outcome.out, HasSubstr("18 of 18  agree"));
  EXPECT_EQ(agree({"--ulps", "0", "--tolerance", "0"}).code, ExitCode::refuted)
      << "double and single precision have the same bits";
}

TEST_F(AgreeCommand, FindsAFaultInTheC) {
  std::string text = read_bytes(c_file());
  std::string const rectified = "x > 0.0f";
  std::size_t const place = text.find(rectified);
  ASSERT_NE(place, std::string::npos);
  text.replace(place, rectified.size(), "x > 0.1f");
  write_file(c_file(), text);
  support::Outcome const outcome = agree({"--json"});
  EXPECT_EQ(outcome.code, ExitCode::refuted) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr(R"("all_agree": false)"));
  EXPECT_THAT(outcome.out, HasSubstr(R"("all_exact": true)"));
}

TEST_F(AgreeCommand, RefusesWhatItCannotCompare) {
  auto const complaint = [](std::vector<std::string> const& arguments) {
    support::Outcome const outcome = support::run_equivarify(arguments);
    EXPECT_EQ(outcome.code, ExitCode::bad_input);
    return outcome.err;
  };
  EXPECT_EQ(complaint({"agree", spec()}), "equivarify: found one, expected two engines or more\n");
  EXPECT_THAT(complaint({"agree", c_file(), c_file()}),
              HasSubstr("no spec says how the group moves"));
  EXPECT_THAT(complaint({"agree", spec(), folder() + "/none.onnx"}),
              HasSubstr("none.onnx: there is no such file or folder"));
  write_file(folder() + "/no_spec.json", "{\"name\": 5}\n");
  EXPECT_THAT(complaint({"agree", spec(), folder() + "/no_spec.json"}),
              HasSubstr("no_spec.json:1:1: missing key"));
  EXPECT_THAT(complaint({"agree", spec(), std::string{SPECS_FOLDER} + "/tiny_c4.json"}),
              HasSubstr("two specs; engines of one spec are compared"));
  write_file(folder() + "/net.tflite", "");
  EXPECT_THAT(complaint({"agree", spec(), folder() + "/net.tflite"}),
              HasSubstr("net.tflite: no engine is known for this file; expected a spec (.json)"));
  EXPECT_THAT(complaint({"agree", std::string{SPECS_FOLDER} + "/tiny_c4.json", c_file()}),
              HasSubstr("does not say that it was made from the spec tiny_c4"));
  write_file(folder() + "/inputs.txt", "1 2 3\n");
  EXPECT_THAT(complaint({"agree", spec(), folder(), "--inputs", folder() + "/inputs.txt"}),
              HasSubstr("inputs.txt, input 1: 3 numbers, but "));
  write_file(folder() + "/inputs.txt", "1 nan 3\n");
  EXPECT_THAT(complaint({"agree", spec(), folder(), "--inputs", folder() + "/inputs.txt"}),
              HasSubstr("inputs.txt, input 1: nan, expected finite numbers"));
  EXPECT_THAT(complaint({"agree", spec(), "--program", "no_such_program_at_all"}),
              HasSubstr("no_such_program_at_all, a program: the program"));
}

} // namespace
} // namespace equivarify::codegen
