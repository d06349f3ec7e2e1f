//! Dividing a length among boxes of equal size with unequal gaps: the rows or the columns of a
//! grid of subplots.
//!
//! Knows nothing of what stands in the boxes.

/// Free space before and after a box, for what is written beside it.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Room {
    pub before: f64,
    pub after: f64,
}

/// One box along one direction of a grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// How many boxes the grid has in this direction.
    pub count: usize,
    /// Which of them this is, from 0.
    pub track: usize,
    pub room: Room,
}

/// No grid is divided more finely.
const MOST_TRACKS: usize = 400;

/// Start and end of every item along `length`. Boxes of one grid are equally long, and each gap
/// is as wide as the item that needs most there; items of different grids do not meet.
pub fn spread(items: &[Item], length: f64) -> Vec<(f64, f64)> {
    let mut places = Vec::new();
    for item in items {
        let rooms = rooms(items, item.count);
        let box_length = (length - total(&rooms)).max(0.0) / rooms.len() as f64;
        let track = item.track.min(rooms.len() - 1);
        let gaps = total(&rooms[..track]) + rooms[track].before;
        let start = gaps + track as f64 * box_length;
        places.push((start, start + box_length));
    }
    places
}

/// The length at which the boxes of every grid are at least `box_length` long.
pub fn least_length(items: &[Item], box_length: f64) -> f64 {
    let needed = items.iter().map(|item| {
        let rooms = rooms(items, item.count);
        total(&rooms) + rooms.len() as f64 * box_length
    });
    needed.fold(0.0, f64::max)
}

/// The widest room that any item needs in each track of the grid of `count`; at least one track.
fn rooms(items: &[Item], count: usize) -> Vec<Room> {
    let mut rooms = vec![Room::default(); count.clamp(1, MOST_TRACKS)];
    for item in items.iter().filter(|item| item.count == count) {
        if let Some(room) = rooms.get_mut(item.track) {
            room.before = room.before.max(item.room.before);
            room.after = room.after.max(item.room.after);
        }
    }
    rooms
}

fn total(rooms: &[Room]) -> f64 {
    rooms.iter().map(|room| room.before + room.after).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(count: usize, track: usize, before: f64, after: f64) -> Item {
        let room = Room { before, after };
        Item { count, track, room }
    }

    #[test]
    fn a_single_box_takes_what_its_room_leaves() {
        let items = [item(1, 0, 90.0, 72.0)];
        assert_eq!(spread(&items, 720.0), [(90.0, 648.0)]);
    }

    #[test]
    fn boxes_of_a_grid_are_equally_long() {
        let items = [item(2, 0, 40.0, 10.0), item(2, 1, 20.0, 10.0)];
        assert_eq!(spread(&items, 280.0), [(40.0, 140.0), (170.0, 270.0)]);
        assert_eq!(least_length(&items, 50.0), 180.0);
    }

    #[test]
    fn two_items_in_one_track_share_the_wider_room() {
        let items = [item(1, 0, 40.0, 0.0), item(1, 0, 0.0, 10.0)];
        assert_eq!(spread(&items, 100.0), [(40.0, 90.0); 2]);
    }

    #[test]
    fn too_little_length_and_wild_tracks_give_empty_boxes() {
        let items = [item(3, 7, 40.0, 0.0), item(usize::MAX, 2, 0.0, 0.0)];
        for (start, end) in spread(&items, 10.0) {
            assert!(start.is_finite() && start <= end);
        }
    }
}
