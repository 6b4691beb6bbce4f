//! What an estimator chooses, from drill holes to a resource table. The holes
//! themselves lie beside as CSV.

use crate::model::words::{
    BelowDetection, BlockDomains, CompositeStart, CompositeTail, CoordinateUnit, DesurveyMethod,
    DipSign, EstimateMethod, GradeUnit, OverlapRule, ResourceClass, SearchSectors, UnsurveyedHoles,
    VariogramShape,
};
use crate::quantity::{Quantity, Share};
use crate::refs::{Id, Ref, ToInventory, ToOrigin, ToSite};
use crate::table::table;

table! {
    /// A CSV file of a drill campaign, and which of its columns are what. A column that is not
    /// named here is found by its usual names, and the mapping is printed.
    HoleTable {
        /// The file, from the folder of the data.
        file: String,
        /// The column of the hole's name.
        hole: Option<String>,
        /// The column of the easting, of collars.
        east: Option<String>,
        /// The column of the northing, of collars.
        north: Option<String>,
        /// The column of the elevation, of collars.
        elevation: Option<String>,
        /// The column of the hole's length, of collars; of the depth, of surveys.
        depth: Option<String>,
        /// The column of the azimuth, of surveys.
        azimuth: Option<String>,
        /// The column of the dip, of surveys.
        dip: Option<String>,
        /// The column where an interval begins.
        from: Option<String>,
        /// The column where it ends.
        to: Option<String>,
        /// The column of the domain or rock.
        domain: Option<String>,
    }
}

table! {
    /// The files of a drill campaign.
    HoleTables {
        /// Collars.
        collars: HoleTable,
        /// Surveys of direction.
        surveys: HoleTable,
        /// Assays.
        assays: HoleTable,
        /// Intervals of domain or rock, where they are cut otherwise than the assays.
        domains: Option<HoleTable>,
        /// What coordinates, depths and lengths are in.
        unit: CoordinateUnit,
        /// Which way a dip of the surveys counts.
        dip: DipSign,
        /// How holes run between surveys.
        desurvey: DesurveyMethod,
        /// What becomes of holes without a survey.
        unsurveyed: UnsurveyedHoles,
        /// What counts where intervals of one file overlap.
        overlap: OverlapRule,
        /// What stands for a value below the limit of detection.
        below_detection: BelowDetection,
        /// Values that mean that nothing was measured, such as `-99`.
        missing: Vec<f64>,
    }
}

table! {
    /// A grade that is estimated.
    GradeColumn {
        /// Its name in the case.
        name: String,
        /// The column of the assays.
        column: String,
        /// Its commodity.
        commodity: String,
        /// The unit of the column.
        unit: GradeUnit,
        /// What composites are capped at, in the same unit.
        cap: Option<f64>,
    }
}

table! {
    /// How heavy the rock is.
    RockDensity {
        /// The same everywhere, in t/m³.
        value: Option<f64>,
        /// The column of the assays with a measured density, in t/m³; where it was not measured,
        /// `value` stands for it.
        column: Option<String>,
    }
}

table! {
    /// How samples are brought to one length.
    Compositing {
        /// The length, in the unit of the holes.
        length: f64,
        /// Where they are counted from.
        from: CompositeStart,
        /// What becomes of a rest at the end of a run, where they are counted from contacts.
        tail: Option<CompositeTail>,
        /// Whether grades are weighted by density as well as by length.
        by_density: bool,
        /// The least part of it that must have been sampled.
        coverage: Quantity<Share>,
    }
}

table! {
    /// A structure of a variogram.
    VariogramStructure {
        /// Its shape.
        shape: VariogramShape,
        /// Of a Matérn structure, from 0.1 to 10: 0.5 is exponential.
        smoothness: Option<f64>,
        /// Its part of the whole sill, of which the nugget is a part too.
        sill: f64,
        /// The major, minor and vertical range.
        ranges: [f64; 3],
        /// Azimuth, dip and rake as GSLIB counts them, in degrees.
        angles: [f64; 3],
    }
}

table! {
    /// A variogram in parts of the whole sill; its parts come to one.
    VariogramChoice {
        /// The nugget.
        nugget: f64,
        /// The structures.
        structures: Vec<VariogramStructure>,
    }
}

table! {
    /// A pass of the search: blocks that no earlier pass could estimate are tried with it.
    SearchPass {
        /// The radii along, across and up.
        radii: [f64; 3],
        /// Azimuth, dip and rake as GSLIB counts them, in degrees.
        angles: [f64; 3],
        /// The fewest samples.
        min: u64,
        /// The most samples.
        max: u64,
        /// The most samples from one hole.
        max_per_hole: Option<u64>,
        /// The most samples from one octant of east, north and up, as GSLIB counts.
        max_per_octant: Option<u64>,
        /// How the ellipsoid is cut into sectors; it goes with `max_per_sector`.
        sectors: Option<SearchSectors>,
        /// The most samples from one sector of the ellipsoid.
        max_per_sector: Option<u64>,
    }
}

table! {
    /// Rock that is estimated by itself.
    DomainChoice {
        /// What it is called.
        name: String,
        /// The words of the domain column that are of it; all rock where none is given.
        codes: Vec<String>,
        /// A closed surface around it, as STL or OBJ, in the unit of the holes.
        solid: Option<String>,
        /// How its grades go with distance.
        variogram: VariogramChoice,
        /// How their normal scores do, of which realisations are made; as the grades where it is
        /// not said.
        score_variogram: Option<VariogramChoice>,
        /// The passes of the search, the nearest first.
        passes: Vec<SearchPass>,
    }
}

table! {
    /// The blocks.
    BlockChoice {
        /// The lowest corner: east, north, elevation.
        corner: [f64; 3],
        /// The size of a block.
        size: [f64; 3],
        /// How many along each axis.
        counts: [u64; 3],
        /// How far the axes are turned clockwise from east and north, in degrees.
        azimuth: Option<f64>,
        /// How many points stand for a block along each side.
        points: [u64; 3],
        /// The ground: a mesh (STL, OBJ, DXF), or a table of x, y and z on a regular grid. What of a
        /// block is above it is not there.
        topography: Option<String>,
        /// How a block comes to its domain.
        domains: BlockDomains,
        /// The most that a block's middle may be from a sample of its domain, in search radii of
        /// the last pass, where domains go by the nearest sample; how far, in the same radii,
        /// points along holes tell where the contact is, where domains are implicit.
        reach: Option<f64>,
    }
}

table! {
    /// What a block must have to be of a class; the first class that it meets is its own.
    ClassRule {
        /// The class.
        class: ResourceClass,
        /// The last pass whose blocks count.
        pass: Option<u64>,
        /// The fewest holes.
        min_holes: Option<u64>,
        /// The greatest mean distance of its samples, in the unit of the holes.
        max_distance: Option<f64>,
        /// The least slope of the regression of truth on estimate.
        min_slope: Option<f64>,
        /// The size of the rock that a period takes, along the axes of the grid: what the precision
        /// of realisations is asked for. It goes with `max_half_width`.
        production: Option<[f64; 3]>,
        /// The most that half the 90 % interval of that rock's grade may be, as a part of the grade.
        max_half_width: Option<Quantity<Share>>,
    }
}

table! {
    /// What is too small to be a class of its own.
    ClassSmoothing {
        /// A patch of a class or better with fewer blocks falls to the next class.
        smallest_patch: u64,
        /// A gap of fewer blocks, closed in by a better class, rises to it; 0 fills none.
        smallest_gap: u64,
    }
}

table! {
    /// How far a grade may go beyond the least and the greatest composite.
    GradeTails {
        /// The grade, by its name.
        grade: String,
        /// The least that there is.
        least: f64,
        /// The greatest that there is.
        greatest: f64,
    }
}

table! {
    /// Realisations of the grades, by sequential Gaussian simulation.
    SimulationChoice {
        /// How many.
        realisations: u64,
        /// The seed: another one is another set of realisations.
        seed: u64,
        /// How many nodes stand for a block along each side.
        nodes: [u64; 3],
        /// How many realisations share a random path.
        per_path: u64,
        /// How many coarser grids are simulated first, each with twice the step of the next.
        coarse_grids: u64,
        /// The most composites that inform a node.
        max_data: u64,
        /// The most nodes, simulated before, that do.
        max_nodes: u64,
        /// The tails of each grade.
        tails: Vec<GradeTails>,
    }
}

table! {
    /// The rock that is sent to mill or dump by itself, smaller than a block.
    SelectionChoice {
        /// The size of a selective mining unit along the axes of the grid: a whole part of a
        /// block's.
        smu: [f64; 3],
        /// How many points stand for it along each side.
        points: [u64; 3],
        /// How far apart, along the axes of the grid, the samples will lie by which units are told
        /// apart when they are mined; without it they are taken to be known.
        control: Option<[f64; 3]>,
    }
}

table! {
    /// A grade's part in what is cut off at.
    CutoffPart {
        /// The grade, by its name.
        grade: String,
        /// What one unit of it counts.
        factor: f64,
    }
}

table! {
    /// What is ore.
    Cutoff {
        /// What is compared: a grade, or the sum of several with their factors.
        parts: Vec<CutoffPart>,
        /// What that is called, such as `zinc equivalent`, where it is a sum.
        name: Option<String>,
        /// The cut-off of the resource table, in the unit of the first part.
        report: f64,
        /// Further cut-offs for the curve.
        curve: Vec<f64>,
        /// Why this one.
        because: String,
    }
}

table! {
    /// A resource that is estimated from drill holes.
    Estimate: Estimate {
        /// Its name in the case.
        id: Id<Estimate>,
        /// What it is called.
        title: String,
        /// Where.
        site: Option<Ref<ToSite>>,
        /// The published statements that it is laid beside.
        declared: Vec<Ref<ToInventory>>,
        /// The drill holes.
        holes: HoleTables,
        /// The grades.
        grades: Vec<GradeColumn>,
        /// How heavy the rock is.
        density: RockDensity,
        /// How samples are brought to one length.
        composites: Compositing,
        /// How blocks are estimated.
        method: EstimateMethod,
        /// Rock that is estimated by itself.
        domains: Vec<DomainChoice>,
        /// The blocks.
        blocks: BlockChoice,
        /// The classes, the surest first.
        classes: Vec<ClassRule>,
        /// What of the classes is too small to stand for itself.
        smoothing: Option<ClassSmoothing>,
        /// Realisations, for bands and for classes by precision.
        simulation: Option<SimulationChoice>,
        /// What is selected by itself when it is mined.
        selection: Option<SelectionChoice>,
        /// What is ore.
        cutoff: Cutoff,
        /// Where the holes are from.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}
