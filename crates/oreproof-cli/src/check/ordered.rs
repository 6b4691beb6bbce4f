//! Work on many threads, with results in the order of the work.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::ui::Done;

/// How many results of one item may wait for their turn.
const WAITING: usize = 4;

/// Works on every item and takes the results in order, whatever thread they come from.
///
/// `work` sends any number of results and stops when sending says so; `take`
/// gets each, and `None` after the last of an item. So many items are begun as
/// there are threads, and twice as many may wait for their turn with a few
/// results each: memory does not grow with the number of items. When `take`
/// fails, nothing more is begun.
pub(super) fn in_order<T: Sync, P: Send>(
    threads: usize,
    items: &[T],
    work: impl Fn(usize, &T, &mut dyn FnMut(P) -> bool) + Sync,
    mut take: impl FnMut(Option<P>) -> Done<()>,
) -> Done<()> {
    let threads = threads.clamp(1, items.len().max(1));
    let (turns, in_turn) = sync_channel::<Receiver<P>>(2 * threads);
    // Whoever begins an item also queues for its turn, so turns are in order.
    let next = Mutex::new((0, turns));
    let begin = || -> Option<(usize, SyncSender<P>)> {
        let mut next = next.lock().ok()?;
        let nth = next.0;
        if nth == items.len() {
            return None;
        }
        let (results, mine) = sync_channel(WAITING);
        next.1.send(mine).ok()?;
        next.0 += 1;
        Some((nth, results))
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((nth, results)) = begin() {
                    work(nth, &items[nth], &mut |result| results.send(result).is_ok());
                }
            });
        }
        // Moved in here so that it is gone, and everybody stops, when this ends early.
        let in_turn = in_turn;
        for _ in items {
            // None is left when a thread died; the scope passes its panic on.
            let Ok(results) = in_turn.recv() else { break };
            results.iter().try_for_each(|result| take(Some(result)))?;
            take(None)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Stop;

    fn taken(threads: usize, n: usize) -> Vec<Option<usize>> {
        let items: Vec<usize> = (0..n).collect();
        let mut taken = Vec::new();
        let work = |nth: usize, item: &usize, send: &mut dyn FnMut(usize) -> bool| {
            assert_eq!(nth, *item);
            for result in 0..item % 7 {
                assert!(send(100 * item + result));
            }
        };
        let done = in_order(threads, &items, work, |result| {
            taken.push(result);
            Ok(())
        });
        assert!(done.is_ok());
        taken
    }

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        let alone = taken(1, 200);
        assert_eq!(alone.iter().filter(|result| result.is_none()).count(), 200);
        for threads in [2, 3, 8, 64] {
            assert_eq!(taken(threads, 200), alone);
        }
        assert!(taken(4, 0).is_empty());
    }

    #[test]
    fn nothing_hangs_when_nobody_wants_more() {
        let items: Vec<usize> = (0..1000).collect();
        let work = |_: usize, _: &usize, send: &mut dyn FnMut(usize) -> bool| while send(1) {};
        let mut left = 10;
        let done = in_order(4, &items, work, |_| {
            left -= 1;
            if left == 0 { Err(Stop::ClosedPipe) } else { Ok(()) }
        });
        assert!(matches!(done, Err(Stop::ClosedPipe)));
    }
}
