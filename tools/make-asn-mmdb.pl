#!/usr/bin/perl
# Turns the CSV files of @ip-location-db/asn ("first,last,number,organisation") into one MMDB.
# usage: make-asn-mmdb.pl OUT.mmdb YYYYMMDDHH FILE.csv...
# The same files and the same date (of the data, in UTC) give the same bytes, with PERL_HASH_SEED=0.
use strict;
use warnings;
use MaxMind::DB::Writer::Tree;
use Text::CSV;
use Time::Local qw(timegm);

my ($out, $date, @files) = @ARGV;
die "usage: make-asn-mmdb.pl OUT.mmdb YYYYMMDDHH FILE.csv...\n" unless @files;
my ($year, $month, $day, $hour) = $date =~ /^(\d{4})(\d\d)(\d\d)(\d\d)$/ or die "$date: no date\n";

my %types = (
    autonomous_system_number       => 'uint32',
    autonomous_system_organization => 'utf8_string',
);
my $tree = MaxMind::DB::Writer::Tree->new(
    ip_version            => 6,
    record_size           => 24,
    database_type         => 'ip-location-db ASN',
    languages             => ['en'],
    description           => { en => 'Autonomous systems, from ip-location-db (DB-IP, RouteViews, NRO)' },
    map_key_type_callback => sub { $types{ $_[0] } },
    # The source has ranges within reserved networks too; they are of no use here.
    remove_reserved_networks => 0,
);
# Else it is the time of this run.
$tree->_set_build_epoch(timegm(0, 0, $hour, $day, $month - 1, $year));
my $csv = Text::CSV->new({ binary => 1 });
for my $file (@files) {
    open my $in, '<:encoding(UTF-8)', $file or die "$file: $!\n";
    while (my $row = $csv->getline($in)) {
        my ($first, $last, $number, $organisation) = @$row;
        $tree->insert_range($first, $last, {
            autonomous_system_number       => $number,
            autonomous_system_organization => $organisation,
        });
    }
    close $in;
}
open my $handle, '>:raw', $out or die "$out: $!\n";
$tree->write_tree($handle);
close $handle or die "$out: $!\n";
