#include "equivarify/runtime/data/csv_data.hpp"
#include "equivarify/runtime/data/csv_reader.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "runtime/data/written.hpp"
#include "runtime/temporary_folder.hpp"

namespace {

namespace runtime = equivarify::runtime;
using Record = std::vector<std::string>;

class Csv : public ::testing::Test {
protected:
  [[nodiscard]] std::vector<Record> records(std::string const& text) const {
    written::save(file_, text);
    runtime::CsvReader reader(file_);
    std::vector<Record> result;
    for (Record record; reader.next(record);) {
      result.push_back(record);
    }
    return result;
  }

  [[nodiscard]] std::vector<float> read(std::string const& text, std::string const& name) const {
    written::save(file_, text);
    auto const data = runtime::open_csv(file_, fields_);
    for (runtime::Field const& field : fields_) {
      if (field.name == name) {
        return written::floats(data->read(field));
      }
    }
    return {};
  }

  [[nodiscard]] std::string complaint(std::string const& text,
                                      std::string const& name = "inputs") const {
    std::string const message =
        message_of<runtime::DataError>([&] { static_cast<void>(read(text, name)); });
    std::string const start = file_.string() + ": line ";
    return message.starts_with(start) ? message.substr(start.size()) : message;
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "train.csv";
  std::vector<runtime::Field> fields_{{"inputs"}, {"labels", {"cat", "dog", "0"}}};
};

TEST_F(Csv, ReadsRecords) {
  EXPECT_EQ(records("a,b\n1,2\n"), (std::vector<Record>{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(records("\xEF\xBB\xBF"
                    "a, b\t\r\n1,\r\n"),
            (std::vector<Record>{{"a", "b"}, {"1", ""}}));
  EXPECT_EQ(records("\"a, \"\"b\"\"\nc\",d"), (std::vector<Record>{{"a, \"b\"\nc", "d"}}));
  EXPECT_EQ(records(""), std::vector<Record>{});
}

/// Any fields, in quotes, come back as they were. Smaller than usual, for the size counts three
/// times.
RC_GTEST_FIXTURE_PROP(Csv, ReadsWhatWasWritten, ()) {
  auto const character = rc::gen::element('a', ',', '"', '\n', '\r', ' ');
  auto const expected = *rc::gen::scale(
      0.3,
      rc::gen::nonEmpty(rc::gen::container<std::vector<Record>>(rc::gen::nonEmpty(
          rc::gen::container<Record>(rc::gen::container<std::string>(character))))));
  std::string text;
  for (Record const& record : expected) {
    std::string line;
    for (std::string const& field : record) {
      line += line.empty() ? "\"" : ",\"";
      for (char const letter : field) {
        line.append(letter == '"' ? 2 : 1, letter);
      }
      line += '"';
    }
    text += line + "\n";
  }
  RC_ASSERT(records(text) == expected);
}

TEST_F(Csv, ReadsColumnsByTheirNames) {
  std::string const text = "inputs.1,labels,inputs.0\n1.5,dog,-2e3\n+.25, cat ,7\n0,0,0\n";
  EXPECT_EQ(read(text, "inputs"), (std::vector<float>{-2000, 1.5, 7, 0.25, 0, 0}));
  EXPECT_EQ(read(text, "labels"), (std::vector<float>{1, 0, 2})); // a name before a number
  EXPECT_EQ(read("inputs\n3\n", "inputs"), std::vector<float>{3});
}

TEST_F(Csv, NamesALineAndAColumn) {
  std::string const header = "inputs.0,labels,inputs.1\n";
  EXPECT_EQ(complaint(header + "1,2,3\n1,2,x\n"),
            "3: column 'inputs.1' holds 'x', expected a finite number");
  EXPECT_EQ(complaint(header + "1,bird,2\n", "labels"),
            "2: column 'labels' holds 'bird', expected a finite number or the name of a class");
  for (std::string const bad : {"", "1 2", "nan", "inf", "1e99", "0x1", "+-1", "1,5"}) {
    std::string const quoted = "\"" + bad + "\"";
    EXPECT_EQ(complaint(header + "1,2," + quoted + "\n"),
              "2: column 'inputs.1' holds '" + bad + "', expected a finite number");
  }
  EXPECT_EQ(complaint(header + "\"1\",\"2\n\",\"3\"\n1,2\n", "inputs"),
            "4: has 2 cells, but the header names 3 columns");
  EXPECT_EQ(complaint(header + "1,2,3\n\n"), "3: has 1 cell, but the header names 3 columns");
}

TEST_F(Csv, SaysWhatIsWrongWithAHeader) {
  EXPECT_EQ(complaint(""), "1: an empty file, expected a line that names the columns");
  EXPECT_EQ(complaint("inputs.0,id\n"),
            "1: column 2 is called 'id', expected 'inputs', 'inputs.0', 'labels' or 'labels.0' and "
            "so on");
  EXPECT_EQ(complaint("inputs.0,inputs.2,labels\n"), "1: the column 'inputs.1' is missing");
  EXPECT_EQ(complaint("inputs,inputs.0\n"), "1: the column 'inputs.0' stands there twice");
  for (std::string const name : {"inputs.", "inputs.01", "inputs.x", "inputs.-1", "inputs.99"}) {
    EXPECT_EQ(complaint(name + ",labels\n").find("1: column 1 is called '" + name + "'"), 0U);
  }
}

TEST_F(Csv, SaysWhatIsWrongWithQuotes) {
  EXPECT_EQ(complaint("inputs\n\"1\n"), "2: a field in quotes without an end");
  EXPECT_EQ(complaint("inputs\n\"1\"2\n"),
            "2: text after a field in quotes, expected a comma or the end of the line");
  EXPECT_EQ(complaint("inputs\n1\"2\"\n"), "2: a quote inside a field without quotes");
  EXPECT_EQ(complaint("inputs\r1\n"), "1: a line that ends in CR alone, expected LF or CR LF");
  EXPECT_EQ(complaint(std::string("inputs\n1\0\n", 10)), "2: a byte 0, expected text");
  EXPECT_EQ(complaint("inputs\n\"" + std::string((1U << 24U) + 1, 'x')),
            "2: a record of more than 16777216 bytes");
}

} // namespace
