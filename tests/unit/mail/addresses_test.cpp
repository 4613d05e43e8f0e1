#include <gtest/gtest.h>

#include "mail/addresses.h"
#include "mail/mail.h"

namespace fuwake::mail {
namespace {

TEST(Addresses, AreWhatTheyAreAndNotWhatTheyShow) {
  struct Row {
    const char* raw;
    const char* name;
    const char* spec;
  };
  for (const Row& row :
       {Row{"eKagoya ISP <mori@office.example>", "eKagoya ISP", "mori@office.example"},
        Row{"\"support@paypal.com\" <x@evil.example>", "support@paypal.com", "x@evil.example"},
        Row{"x@evil.example (PayPal)", "PayPal", "x@evil.example"},
        Row{"=?utf-8?q?=3Cservice=40paypal=2Ecom=3E=2C?= <x@evil.example>", "<service@paypal.com>,", "x@evil.example"},
        Row{"<@relay.example:x@Evil.EXAMPLE>", "", "x@evil.example"},
        Row{"friends: a@b.example, c@d.example;", "", "a@b.example"},
        Row{"Re: your mail <a@b.example>", "your mail", "a@b.example"},
        Row{"\"a\\\"b\" <a@b.example>", "a\"b", "a@b.example"}, Row{"Name Only", "Name Only", ""}}) {
    const auto addresses = parse_addresses(row.raw);
    ASSERT_FALSE(addresses.empty()) << row.raw;
    EXPECT_EQ(addresses[0].display_name, row.name) << row.raw;
    EXPECT_EQ(addresses[0].spec(), row.spec) << row.raw;
  }
  EXPECT_EQ(parse_addresses("a@b.example, c@d.example").size(), 2U);
  EXPECT_TRUE(parse_addresses(" , ;").empty());
}

TEST(SenderFields, SayInWhatFormTheyNameTheSender) {
  using Form = SenderField::Form;
  struct Row {
    std::string raw;
    Form form;
    const char* other;
  };
  for (const Row& row :
       {Row{"Ann <a@b.example>", Form::plain, ""}, Row{"a@b.example (Ann)", Form::plain, ""},
        Row{"a@b.example (A@B.example)", Form::plain, ""}, Row{"Lane, Ann <a@b.example>", Form::plain, ""},
        Row{"Re: x <a@b.example>", Form::plain, ""}, Row{"a@b.example, c@d.example", Form::several, ""},
        Row{"<a@b.example><c@d.example>", Form::two_addresses, "a@b.example"},
        Row{"a@b.example (<c@d.example>)", Form::comment, "c@d.example"}, Row{"Ann: a@b.example;", Form::group, ""},
        Row{"<@c.example:a@b.example>", Form::route, ""}, Row{"<a@b@c.example>", Form::broken, ""},
        Row{"<a@b.example c>", Form::broken, ""}, Row{"Ann a@b.example", Form::broken, ""},
        Row{"<a@b\u3002example>", Form::broken, ""}, Row{"\"Ann <a@b.example>", Form::broken, ""},
        Row{"Ann <a@b.example", Form::broken, ""}, Row{"Ann (x <a@b.example>", Form::comment, "a@b.example"},
        Row{std::string("<a@b.example\0>", 14), Form::broken, ""}, Row{"<a@[192.0.2.1]>", Form::plain, ""},
        Row{"<\u7528\u6237@\u4f8b\u3048.jp>", Form::plain, ""}, Row{"", Form::plain, ""},
        // What honest mailers write
        Row{"a@b.example <a@b.example>", Form::plain, ""}, Row{"[Lane] A. Lane <a@b.example>", Form::plain, ""},
        Row{"\"Lane, \\\"Ann\\\"\" <a@b.example>", Form::plain, ""}, Row{"Lane<a..b.@b.example> ", Form::plain, ""},
        Row{"(Ann) a@b.example (Lane (Inc.))", Form::plain, ""},
        Row{"=?utf-8?b?w4TDpA==?= <a@b.example>,", Form::plain, ""},
        Row{"\x83\x5c\x83\x6a\x81\x5b <a@b.example>", Form::plain, ""}, Row{"Ann :-) <a@b.example>", Form::plain, ""},
        Row{"Ann", Form::plain, ""},
        // What is one address for a server and another for the reader
        Row{"<a@b.example>:c@d.example", Form::broken, ""}, Row{"[<a@b.example>] c@d.example", Form::broken, ""},
        Row{"<a@b.example> ( ) : c@d.example", Form::broken, ""}, Row{"c@d.example[<a@b.example>", Form::broken, ""},
        Row{"<c@d.example> a@b.example", Form::broken, ""}, Row{"<a@b.example> Ann", Form::broken, ""},
        Row{"a@b.example <c@d.example>", Form::broken, ""}, Row{"a@b.example:c@d.example", Form::broken, ""},
        Row{"\\<a@b.example> c@d.example", Form::broken, ""},
        Row{"=?x <a@b.example> =?utf-8?q?aaaaaaaaaaa?= <c@d.example>", Form::two_addresses, "a@b.example"}}) {
    const SenderField field = read_sender_field(row.raw);
    EXPECT_EQ(field.form, row.form) << row.raw;
    EXPECT_EQ(field.other, row.other) << row.raw;
  }
}

// Each seen in Thunderbird 153 (parseEncodedHeaderW): what is shown as the sender is what is judged.
TEST(Addresses, AreThoseThatThunderbirdShows) {
  struct Row {
    const char* raw;
    const char* name;
    const char* spec;
  };
  for (const Row& row :
       {Row{"Kagoya <info@kagoya.jp> <x@evil.example>", "Kagoya <info@kagoya.jp>", "x@evil.example"},
        Row{"Kagoya (Support) <x@evil.example>", "Kagoya (Support)", "x@evil.example"},
        Row{"(PayPal) Service <x@evil.example>", "(PayPal) Service", "x@evil.example"},
        Row{"x@evil.example (PayPal (Inc.))", "PayPal (Inc.)", "x@evil.example"},
        Row{"Kagoya <x(info@kagoya.jp)@evil.example>", "Kagoya", "x@evil.example"},
        Row{"<x@evil.example> Kagoya", "", "x@evil.example"}, Row{"\"in fo\"@evil.example", "", "in fo@evil.example"},
        Row{"Kagoya x@evil.example", "", "Kagoya x@evil.example"},
        Row{"\"Kagoya <x@evil.example>", "Kagoya <x@evil.example>", ""},
        Row{"Kagoya <x@evil.example", "Kagoya", "x@evil.example"},
        Row{"Kagoya <x @ evil.example>", "Kagoya", "x@evil.example"},
        Row{"Kagoya <info@kagoya.jp@evil.example>", "Kagoya", "info@kagoya.jp@evil.example"},
        Row{"Kagoya <=?utf-8?q?info=40kagoya=2Ejp?=>", "Kagoya", "info@kagoya.jp"},
        Row{"=?utf-8?q?Kagoya_=3Cinfo=40kagoya=2Ejp=3E?= <x@evil.example>", "Kagoya <info@kagoya.jp>",
            "x@evil.example"},
        Row{"=?x <info@kagoya.jp> =?utf-8?q?aaaaaaaaaaa?= <x@evil.example>",
            "=?x <info@kagoya.jp> =?u tf-8?q?aaaaaaaaaaa?=", "x@evil.example"},
        Row{"Kagoya <@a.example:x@evil.example>", "", "x@evil.example"},
        Row{"Kagoya: x@evil.example", "", "x@evil.example"},
        Row{"\\\"Kagoya\\\" <x@evil.example>", "Kagoya\"", "x@evil.example"},
        Row{"x@[203.0.113.5]", "", "x@[203.0.113.5]"}}) {
    const auto addresses = parse_addresses(row.raw);
    ASSERT_FALSE(addresses.empty()) << row.raw;
    EXPECT_EQ(addresses[0].display_name, row.name) << row.raw;
    EXPECT_EQ(addresses[0].spec(), row.spec) << row.raw;
  }
}

}  // namespace
}  // namespace fuwake::mail
