//! The bytes of an archive, unpacked if need be, with the place of each record.

use std::io::{self, BufRead, BufReader, Read};
use std::mem;

use flate2::bufread::GzDecoder;

/// Where a record begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct At {
    /// In the archive as stored; in a gzipped one, of the gzip member.
    pub(super) offset: u64,
    /// In the unpacked gzip member.
    pub(super) within: u64,
}

/// The unpacked bytes of an archive.
pub(super) struct Stream<R: BufRead> {
    state: State<R>,
    /// Where the gzip member begins in the archive as stored.
    member: u64,
}

enum State<R: BufRead> {
    Unknown(Counted<R>),
    Plain(Counted<R>),
    Member(Box<Counted<BufReader<GzDecoder<Counted<R>>>>>),
    End,
}

impl<R: BufRead> Stream<R> {
    pub(super) fn new(input: R) -> Self {
        Self { state: State::Unknown(Counted { input, read: 0 }), member: 0 }
    }

    pub(super) fn at(&self) -> At {
        match &self.state {
            State::Unknown(counted) | State::Plain(counted) => {
                At { offset: counted.read, within: 0 }
            }
            State::Member(unpacked) => At { offset: self.member, within: unpacked.read },
            State::End => At { offset: self.member, within: 0 },
        }
    }

    /// Passes over the empty lines between records, and from one gzip member to
    /// the next. Nothing at the end of the archive.
    pub(super) fn next_record(&mut self) -> io::Result<Option<At>> {
        loop {
            let (skip, at_end) = {
                let ahead = self.fill_buf()?;
                let blank = ahead.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                (blank, ahead.is_empty())
            };
            if at_end {
                if !self.next_member()? {
                    return Ok(None);
                }
            } else if skip == 0 {
                return Ok(Some(self.at()));
            } else {
                self.consume(skip);
            }
        }
    }

    /// Begins to unpack the next gzip member, if there is one.
    fn next_member(&mut self) -> io::Result<bool> {
        let mut counted = match mem::replace(&mut self.state, State::End) {
            State::Member(unpacked) => unpacked.input.into_inner().into_inner(),
            State::Unknown(counted) => counted,
            State::Plain(_) | State::End => return Ok(false),
        };
        if counted.fill_buf()?.is_empty() {
            return Ok(false);
        }
        self.member = counted.read;
        let unpacked = BufReader::with_capacity(64 * 1024, GzDecoder::new(counted));
        self.state = State::Member(Box::new(Counted { input: unpacked, read: 0 }));
        Ok(true)
    }
}

impl<R: BufRead> Read for Stream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ahead = self.fill_buf()?;
        let n = ahead.len().min(buffer.len());
        buffer[..n].copy_from_slice(&ahead[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Stream<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if let State::Unknown(counted) = &mut self.state {
            let is_gzip = counted.fill_buf()?.starts_with(b"\x1f\x8b");
            if is_gzip {
                self.next_member()?;
            } else if let State::Unknown(counted) = mem::replace(&mut self.state, State::End) {
                self.state = State::Plain(counted);
            }
        }
        match &mut self.state {
            State::Unknown(counted) | State::Plain(counted) => counted.fill_buf(),
            State::Member(unpacked) => unpacked.fill_buf(),
            State::End => Ok(&[]),
        }
    }

    fn consume(&mut self, n: usize) {
        match &mut self.state {
            State::Unknown(counted) | State::Plain(counted) => counted.consume(n),
            State::Member(unpacked) => unpacked.consume(n),
            State::End => {}
        }
    }
}

/// Counts the bytes read.
struct Counted<R> {
    input: R,
    read: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        self.read += n as u64;
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.read += n as u64;
        self.input.consume(n);
    }
}
