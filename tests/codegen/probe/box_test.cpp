// Black boxes that answer, and all the ways in which they may not.

#include "equivarify/codegen/probe/array_format.hpp"
#include "equivarify/codegen/probe/black_box_error.hpp"
#include "equivarify/codegen/probe/program_box.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "support/expect_error.hpp"

namespace equivarify::codegen {
namespace {

using algebra::probe::Array;
using support::expect_error;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<Array> const pictures{{1, 2, 3, 4}, {0, 0, 0, 1}, {-1, 0.5, 0, 0}, {0, 0, 0, 0}};
std::vector<Array> const answers{{1 + 4 - 9 + 80, 3 + 2 - 12 + 20, 4 + 6 - 6 + 5, 2 + 8 - 3 + 45},
                                 {5, -3, 1, 2}};

std::vector<Array> ask(std::string const& mode, double timeout = 20) {
  std::string const command = std::string{BOX_PROGRAM} + " " + mode;
  ArrayFormat const format =
      mode.find("text") == std::string::npos ? ArrayFormat::binary : ArrayFormat::text;
  return make_black_box(ProgramBox{
      .command = command, .output_size = 4, .format = format, .timeout = timeout})(pictures);
}

std::vector<Array> ask_library(std::string const& function) {
  return make_black_box(LibraryBox{.file = BOX_LIBRARY, .function = function, .output_size = 4})(
      pictures);
}

std::string name_of(std::string const& mode) {
  return "the program '" + std::string{BOX_PROGRAM} + " " + mode + "' ";
}

template <typename Ask>
std::string message_of(Ask const& asked) {
  try {
    static_cast<void>(asked());
  } catch (BlackBoxError const& error) {
    return error.what();
  }
  return "answered";
}

TEST(ArrayFormat, ComesBackAsItWas) {
  std::vector<Array> const arrays{{0.1, -2, 1e30, 1e-40},
                                  {0, -0.0, 5, std::numeric_limits<double>::infinity()}};
  for (ArrayFormat const format : {ArrayFormat::binary, ArrayFormat::text}) {
    std::string const data = encode(arrays, format);
    std::vector<Array> const back = decode(data, format, 4);
    ASSERT_EQ(back.size(), 2U);
    EXPECT_LE(data.size(), longest_encoding(format, 2, 4));
    for (std::size_t i = 0; i < 2; ++i) {
      for (std::size_t k = 0; k < 4; ++k) {
        EXPECT_EQ(static_cast<float>(back[i][k]), static_cast<float>(arrays[i][k]));
        EXPECT_EQ(std::signbit(back[i][k]), std::signbit(arrays[i][k]));
      }
    }
  }
}

TEST(ArrayFormat, WritesTheLeastSignificantByteFirst) {
  EXPECT_EQ(encode({{1}}, ArrayFormat::binary), std::string("\0\0\x80\x3f", 4));
}

TEST(ArrayFormat, ReadsLinesAsPeopleWriteThem) {
  EXPECT_EQ(decode("1,2\t+3e1\r\n\n  nan -inf", ArrayFormat::text, 0).front(), (Array{1, 2, 30}));
  Array const last = decode("1\nnan -inf", ArrayFormat::text, 0).back();
  EXPECT_TRUE(std::isnan(last[0]));
  EXPECT_EQ(last[1], -std::numeric_limits<double>::infinity());
  expect_error<BlackBoxError>([] { return decode("1 2\n3 x4", ArrayFormat::text, 0); },
                              "line 2: found 'x4', expected a number");
}

TEST(ProgramBox, Answers) {
  for (char const* mode : {"lift", "lift text"}) {
    std::vector<Array> const found = ask(mode);
    ASSERT_EQ(found.size(), pictures.size());
    EXPECT_EQ(found[0], answers[0]);
    EXPECT_EQ(found[1], answers[1]);
  }
}

TEST(ProgramBox, MayAnswerNaN) {
  EXPECT_TRUE(std::isnan(ask("nan").front().front()));
  EXPECT_TRUE(std::isnan(ask("nan text").front().front()));
}

TEST(ProgramBox, SaysWhenAndHowItDied) {
  EXPECT_EQ(message_of([] { return ask("exits"); }),
            name_of("exits") + "ended with exit code 3 after 3 of 4 answers; the next input is "
                               "(0, 0, 0, 0)\n  its last words: no more, please");
  EXPECT_THAT(message_of([] { return ask("dies"); }),
              StartsWith(name_of("dies") + "was ended by signal 6 (Aborted) after 2 of 4 answers; "
                                           "the next input is (-1, 0.5, 0, 0)"));
}

TEST(ProgramBox, IsNotWaitedForForEver) {
  EXPECT_EQ(message_of([] { return ask("hangs", 0.2); }),
            name_of("hangs") + "did not end within 0.2 seconds after 0 of 4 answers; the next "
                               "input is (1, 2, 3, 4)");
  // A child of the shell holds the pipe open; it is killed as well.
  EXPECT_THAT(message_of([] { return ask("lift; sleep 100 & exit 0", 0.2); }),
              HasSubstr("did not end within 0.2 seconds after its last answer"));
}

TEST(ProgramBox, MustWriteAsMuchAsIsExpected) {
  EXPECT_EQ(message_of([] { return ask("extra"); }),
            name_of("extra") + "wrote 80 bytes, 5 arrays of 4 floats; expected 4 arrays of 4, one "
                               "for each input");
  EXPECT_THAT(message_of([] { return ask("half"); }), HasSubstr("wrote 66 bytes, 4.125 arrays"));
  EXPECT_THAT(message_of([] { return ask("extra text"); }),
              HasSubstr("wrote 5 lines; expected 4 arrays of 4, one for each input"));
  EXPECT_THAT(message_of([] { return ask("lift | head -c 5"); }),
              HasSubstr("wrote 5 bytes, 0.3125"));
  EXPECT_THAT(message_of([] { return ask("floods"); }), HasSubstr("wrote at least "));
  EXPECT_THAT(message_of([] { return ask("words text"); }),
              HasSubstr("wrote what is no array: line 1: found 'three', expected a number"));
  EXPECT_THAT(message_of([] { return ask("lift text | cut -d, -f 1-3"); }),
              HasSubstr("wrote a line of 3 numbers; expected 4"));
}

TEST(ProgramBox, MayNotExist) {
  ProgramBox const box{.command = "./no_such_program", .output_size = 4};
  EXPECT_THAT(message_of([&] { return make_black_box(box)(pictures); }),
              AllOf(StartsWith("the program './no_such_program' ended with exit code 127"),
                    HasSubstr("its last words: sh: 1: ./no_such_program: not found")));
}

// Many inputs: neither side may wait for the other to read what it wrote.
TEST(ProgramBox, TakesMoreThanAPipeHolds) {
  std::vector<Array> const many(100'000, pictures.front());
  ProgramBox const box{.command = std::string{BOX_PROGRAM} + " lift", .output_size = 4};
  EXPECT_EQ(make_black_box(box)(many).back(), answers[0]);
}

TEST(LibraryBox, AnswersInAProcessOfItsOwn) {
  EXPECT_EQ(ask_library("equivarify_evaluate").front(), answers[0]); // and prints to stdout
  EXPECT_EQ(ask_library("opposite")[1], (Array{5, 2, 1, -3}));
}

TEST(LibraryBox, SaysWhatIsWrong) {
  std::string const name = "the library '" + std::string{BOX_LIBRARY} + "' ";
  std::string const at_first = " after 0 of 4 answers; the next input is (1, 2, 3, 4)";
  std::string const refused = name + "ended with exit code 1" + at_first + "\n  its last words: ";
  EXPECT_EQ(message_of([] { return ask_library("writes_too_much"); }),
            refused + "'writes_too_much' wrote past the end of its output");
  EXPECT_EQ(message_of([] { return ask_library("writes_too_little"); }),
            refused + "'writes_too_little' left entry 1 of its output unwritten");
  EXPECT_EQ(message_of([] { return ask_library("no_such_function"); }),
            refused + "has no function 'no_such_function' with C linkage");
  EXPECT_EQ(message_of([] { return ask_library("crashes"); }),
            name + "was ended by signal 6 (Aborted)" + at_first);
  LibraryBox const other{.file = BOX_LIBRARY, .output_size = 5};
  EXPECT_THAT(message_of([&] { return make_black_box(other)(pictures); }),
              HasSubstr("'equivarify_evaluate' returned 1, expected 0"));
  LibraryBox const missing{.file = "./no_such_library.so", .output_size = 4};
  EXPECT_THAT(message_of([&] { return make_black_box(missing)(pictures); }),
              HasSubstr("cannot be loaded: ./no_such_library.so"));
}

} // namespace
} // namespace equivarify::codegen
