# The hands of the suite: builds network namespaces and sends real packets between them. Words in on the standard input, words out.
#
# One process holds sockets in all namespaces at once, because a thread may enter another namespace, open a socket there and return
# (setns(2)). Node cannot do that, and one Node for each namespace takes longer to start than a whole network takes to test; Perl is
# in every Debian, and calls the kernel by number.
use strict;
use warnings;
use Errno qw(EINPROGRESS);
use Fcntl qw(F_SETFL O_NONBLOCK);
use POSIX ();
use Socket qw(:all);

my %SETNS = (x86_64 => 308, aarch64 => 268);
my $setns = $SETNS{(POSIX::uname())[4]} // die "unknown machine\n";
my ($NETWORK_NAMESPACE, $FORCE_RECEIVE_BUFFER) = (0x40000000, 33);
my %ICMP = (&AF_INET => [1, 8], &AF_INET6 => [58, 128]);
my %NAME = (6 => 'tcp', 17 => 'udp', 1 => 'icmp', 58 => 'icmpv6');

$| = 1;
$SIG{PIPE} = 'IGNORE';
open my $own, '<', '/proc/self/ns/net' or die "own namespace: $!\n";

# The caller gave us a mount namespace of our own: names of network namespaces are visible to no other process and vanish with us.
system('mount', '-t', 'tmpfs', 'netarch', '/var/run') == 0 or die "no place for the names of namespaces\n";
mkdir '/var/run/netns';
print "ready\n";

# file number → what to do when it can be read; file number → the socket
my (%on_read, %open);
my $sent = 0;

while (defined(my $line = <STDIN>)) {
    my ($word, @rest) = split ' ', $line;
    if    ($word eq 'script') { script(@rest) }
    elsif ($word eq 'watch')  { watch(@rest) }
    elsif ($word eq 'listen') { listen_on(@rest) }
    elsif ($word eq 'relay')  { relay(@rest) }
    elsif ($word eq 'send')   { send_from(@rest); turn(0) if ++$sent % 16 == 0 }
    elsif ($word eq 'settle') { 1 while turn($rest[0] / 1000); clear_connections(); print "done\n" }
    else                      { die "unknown word: $word\n" }
}

# script BYTES: the following bytes are a shell script; it runs to its end.
sub script {
    my ($bytes) = @_;
    my $text;
    read STDIN, $text, $bytes;
    open my $shell, '|-', 'sh', '-e' or die "sh: $!\n";
    print $shell $text;
    print close $shell ? "done\n" : "failed\n";
}

# watch NAMESPACE ADDRESS: tells of every packet that gets to this address, past all filters, and opens something.
sub watch {
    my ($namespace, $address) = @_;
    my $family = family($address);
    for my $number (6, 17, $ICMP{$family}[0]) {
        my $socket = socket_in($namespace, $family, SOCK_RAW, $number);
        setsockopt $socket, SOL_SOCKET, $FORCE_RECEIVE_BUFFER, 1 << 22;
        bind $socket, socket_address($address, 0) or die "watch $address in $namespace: $!\n";
        $on_read{fileno $socket} = sub {
            while (defined(my $from = recv $socket, my $packet, 128, 0)) {
                my ($port, $to) = opening($number, $family == AF_INET ? substr $packet, 4 * (unpack('C', $packet) & 15) : $packet);
                next unless defined $port;
                my (undef, $source) = $family == AF_INET6 ? unpack_sockaddr_in6($from) : unpack_sockaddr_in($from);
                print join(' ', 'seen', $namespace, $NAME{$number}, inet_ntop($family, $source), $port, $address, $to), "\n";
            }
        };
    }
}

# source port (or identifier) and destination port of a first packet; nothing for all others
sub opening {
    my ($number, $packet) = @_;
    my ($type, $identifier) = unpack 'C x3 n', $packet;
    return $type == 8 || $type == 128 ? ($identifier, 0) : () if $NAME{$number} =~ /^icmp/;
    return if $NAME{$number} eq 'tcp' && (unpack('x13 C', $packet) & 0x12) != 0x02;
    return unpack 'n n', $packet;
}

# listen NAMESPACE tcp|udp ADDRESS PORT: answers every client.
sub listen_on {
    my ($namespace, $protocol, $address, $port) = @_;
    my $socket = bound($namespace, $protocol, $address, $port);
    if ($protocol eq 'udp') {
        $on_read{fileno $socket} = sub {
            while (defined(my $from = recv $socket, my $question, 64, 0)) { send $socket, 'answer', 0, $from }
        };
        return;
    }
    listen $socket, 1024;
    $on_read{fileno $socket} = sub {
        while (my $client = accepted($socket)) { syswrite $client, 'answer' }
    };
}

# relay NAMESPACE ADDRESS PORT at-once|TARGET,PORT …: answers a client as soon as one of the targets has answered.
sub relay {
    my ($namespace, $address, $port, @targets) = @_;
    my $socket = bound($namespace, 'tcp', $address, $port);
    listen $socket, 1024;
    $on_read{fileno $socket} = sub {
        while (my $client = accepted($socket)) {
            my ($identifier) = port_of(getpeername $client);
            for my $target (@targets) {
                if ($target eq 'at-once') { syswrite $client, 'answer' }
                else { ask($namespace, 'tcp', $address, $identifier, split(/,/, $target), sub { syswrite $client, 'answer' }) }
            }
        }
    };
}

# send NAMESPACE PROTOCOL ADDRESS PORT ADDRESS PORT: asks, and tells when there is an answer. For ICMP the first port is the identifier.
sub send_from {
    my ($namespace, $protocol, $source, $port, $destination, $to) = @_;
    ask($namespace, $protocol, $source, $port, $destination, $to, sub { print "answered $protocol $port\n" });
}

sub ask {
    my ($namespace, $protocol, $source, $port, $destination, $to, $done) = @_;
    my $socket = bound($namespace, $protocol, $source, $port);
    my $connected = connect($socket, socket_address($destination, $to)) || $! == EINPROGRESS;
    return unless $connected;
    if ($protocol eq 'udp') { send $socket, 'question', 0 }
    elsif ($protocol =~ /^icmp/) { send $socket, pack('C C n n n', $ICMP{family($source)}[1], 0, 0, 0, 1), 0 }
    $on_read{fileno $socket} = sub {
        my $got = sysread $socket, my $answer, 64;
        delete $on_read{fileno $socket} if $protocol eq 'tcp';
        $done->() if $got;
    };
}

sub bound {
    my ($namespace, $protocol, $address, $port) = @_;
    my ($type, $number) = $protocol eq 'tcp' ? (SOCK_STREAM, 0) : (SOCK_DGRAM, $protocol eq 'udp' ? 0 : $ICMP{family($address)}[0]);
    my $socket = socket_in($namespace, family($address), $type, $number);
    setsockopt $socket, SOL_SOCKET, SO_REUSEADDR, 1;
    setsockopt $socket, SOL_SOCKET, SO_LINGER, pack 'i i', 1, 0;
    bind $socket, socket_address($address, $port) or die "bind $protocol $address $port in $namespace: $!\n";
    return $socket;
}

sub accepted {
    my ($socket) = @_;
    accept my $client, $socket or return;
    setsockopt $client, SOL_SOCKET, SO_LINGER, pack 'i i', 1, 0;
    $open{fileno $client} = $client;
    return $client;
}

sub socket_in {
    my ($namespace, @kind) = @_;
    open my $there, '<', "/var/run/netns/$namespace" or die "$namespace: $!\n";
    syscall($setns, fileno $there, $NETWORK_NAMESPACE) == 0 or die "setns $namespace: $!\n";
    socket my $socket, $kind[0], $kind[1], $kind[2] or die "socket in $namespace: $!\n";
    syscall($setns, fileno $own, $NETWORK_NAMESPACE) == 0 or die "setns back: $!\n";
    fcntl $socket, F_SETFL, O_NONBLOCK;
    $open{fileno $socket} = $socket;
    return $socket;
}

sub family { $_[0] =~ /:/ ? AF_INET6 : AF_INET }

sub socket_address {
    my ($address, $port) = @_;
    my $bits = inet_pton(family($address), $address);
    return family($address) == AF_INET6 ? pack_sockaddr_in6($port, $bits) : pack_sockaddr_in($port, $bits);
}

sub port_of {
    my ($address) = @_;
    return sockaddr_family($address) == AF_INET6 ? unpack_sockaddr_in6($address) : unpack_sockaddr_in($address);
}

# Does what can be done now; waits at most so many seconds for it. False when nothing happened.
sub turn {
    my ($seconds) = @_;
    my $readable = '';
    vec($readable, $_, 1) = 1 for keys %on_read;
    my $count = select(my $ready = $readable, undef, undef, $seconds);
    return 0 if $count <= 0;
    for my $number (keys %on_read) {
        $on_read{$number}->() if vec($ready, $number, 1) && $on_read{$number};
    }
    return 1;
}

# Closes all sockets; connections end with a reset, so that nothing of them stays behind.
sub clear_connections {
    %on_read = ();
    close $_ for values %open;
    %open = ();
}
